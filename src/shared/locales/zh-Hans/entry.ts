/** What stands between a client and a server before anything is asked: access codes, keys, encryption. */
export const entry = {
  'code-missing': {
    what: '{{address}} 需要访问码。',
    advice: '请向运行服务器的人索取访问码。',
  },
  'code-wrong': { what: '{{address}} 拒绝登录：{{message}}。' },
  'code-not-asked': {
    what: '{{address}} 没有要求访问码，因此可能不是此访问码所属的服务器。',
    advice: '请检查地址。如果地址正确，且服务器已不再需要访问码，请不使用访问码连接。',
  },
  'code-not-proven': {
    what: '{{address}} 无法证明它知道访问码，因此不是此访问码所属的服务器：可能有另一台电脑冒充它作出响应。',
    advice: '请检查地址，并确认途经的网络由谁管理。',
  },
  'code-in-plain': {
    what: '{{address}}：简易协议无法验证访问码。',
    advice: '请改用原生协议，或不使用访问码。',
  },
  'not-encrypting': {
    what: '{{address}} 不支持加密（TLS），因此未向它发送任何请求。',
    advice: '请检查端口以及服务器是否已启用加密；如果不介意被窃听，也可以不加密连接。',
  },
  'no-certificate': {
    what: '{{address}} 使用了加密，但没有出示密钥，因此无法确认其身份。未向它发送任何请求。',
  },
  'lost-in-handshake': {
    what: '{{address}} 在加密建立之前断开了连接。',
    advice: '请检查服务器是否已启用加密（TLS），然后重试。',
  },
  'handshake-timed-out': {
    what: '{{address}} 接受了连接，但 {{seconds, number}} 秒内没有建立加密。',
    advice: '请检查服务器是否已启用加密（TLS）。',
  },
  'unknown-key': {
    what: '首次连接 {{address}}，且没有证书颁发机构为其密钥提供担保。',
    advice: '信任之前，请将密钥的指纹与服务器上显示的指纹进行比较。',
  },
  'other-key-than-given': {
    what: '{{address}} 的密钥与指定的不同。',
    advice:
      '可能是该指纹属于另一台服务器或以前的密钥，也可能是另一台电脑在冒充它。尚未向它发送任何内容。请向运行服务器的人索取其指纹。',
  },
  'other-key-than-known': {
    what: '{{address}} 的密钥与之前不同。',
    advice:
      '可能是密钥已更换，或者现在是另一台服务器，也可能是另一台电脑冒充它以窃取内容。尚未向它发送任何内容。再次信任之前，请询问运行服务器的人密钥是否已更换，并比较指纹。',
  },

  'trust-list-damaged': {
    what: '受信任服务器列表 {{path}} 无法识别，因此所有服务器都视为未知。{{damage}}',
    advice: '请修复该文件；也可以将其移走，所有服务器都会重新按首次连接处理。',
    file: {
      'not-json': '它不是有效的 JSON。',
      'not-an-object': '它不是 JSON 对象。',
      'later-format': '其“format”不同，可能由更高版本写入。',
      'no-list': '其中没有“servers”列表。',
      incomplete: '其中缺少地址、指纹或日期。',
      'bad-fingerprint': '其中有无效的指纹。',
    },
    server: {
      'not-json': '第 {{server}} 个服务器不是有效的 JSON。',
      'not-an-object': '第 {{server}} 个服务器不是 JSON 对象。',
      'later-format': '第 {{server}} 个服务器的“format”不同，可能由更高版本写入。',
      'no-list': '第 {{server}} 个服务器没有“servers”列表。',
      incomplete: '第 {{server}} 个服务器缺少地址、指纹或日期。',
      'bad-fingerprint': '第 {{server}} 个服务器的指纹无效。',
    },
  },
  'trust-list-failed': {
    read: '无法读取受信任服务器列表 {{path}}：{{detail}}。',
    written: '无法写入受信任服务器列表 {{path}}：{{detail}}。',
  },
  'trust-list-in-use': {
    what: '{{path}} 表明另一个程序正在写入受信任服务器列表。',
    advice: '请等待其结束；如果并没有其他程序，请删除此文件。',
  },
};
