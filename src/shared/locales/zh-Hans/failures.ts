/** What went wrong, and what to do. */
export const failures = {
  twoSentences: '{{first}}{{second}}',

  'connect-timed-out': {
    what: '无法连接 {{address}}：{{seconds, number}} 秒内没有响应。',
    advice: '请检查地址以及途中的防火墙。',
  },
  'no-such-interface': {
    what: '无法连接 {{address}}：这台电脑没有网络接口 {{zone}}。',
    advice: '现有接口：{{interfaces}}。',
  },
  'interface-missing': {
    what: '无法连接 {{address}}：链路本地地址（fe80::）需要指定网络接口，例如 fe80::1%eth0。',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} 在响应之前断开了连接。',
      'in-answer': '{{address}} 在响应过程中断开了连接。',
      'in-list': '{{address}} 在发送列表的过程中断开了连接。',
      'giving-up-another-file': '放弃另一个文件时，{{address}} 断开了连接。',
    },
    advice: '请重试。',
  },
  'no-sign-of-life': {
    what: '{{address}} 已有 {{seconds, number}} 秒没有响应。',
    advice: '它可能已关机，或者网络已断开。',
  },
  silent: {
    what: '{{address}} 已有 {{seconds, number}} 秒没有发送任何数据。',
    advice: '请稍后再试。',
  },
  'closed-without-answer': {
    what: '{{address}} 接受了连接，但没有响应就将其关闭。',
    advice:
      '请检查该处是否有文件服务器在监听（如果使用了隧道或端口转发，也请检查其后端），然后重试。',
  },
  unheard: {
    what: {
      files: '{{address}} 接受了连接但没有响应，因此无法列出其文件夹。',
      stats: '{{address}} 接受了连接但没有响应，因此无法获知其统计信息。',
      ping: '{{address}} 接受了连接但没有响应，因此无法保持连接。',
    },
    advice: '请检查该处是否有文件服务器在监听，然后重试。',
  },

  'not-understood': {
    what: '{{address}} 发来的响应无法识别（{{detail}}）。',
    advice: '请检查该处是否有文件服务器在监听。',
  },
  'web-server': {
    what: '{{address}} 是 Web 服务器，不是 Fifolio 服务器。',
    advice: '请检查端口，或在浏览器中打开此地址。',
  },
  'plain-server': {
    files: '{{address}} 仅支持简易协议，无法列出其文件夹。',
    stats: '{{address}} 仅支持简易协议，无法提供统计信息。',
    ping: '{{address}} 仅支持简易协议，无法保持连接。',
  },
  'name-not-plain': {
    'asks-for-list': {
      about: '{{name}}：无法通过简易协议请求此名称，因为它会被当作列表请求。',
      alone: '无法通过简易协议请求此名称，因为它会被当作列表请求。',
    },
    'too-long': {
      about: '{{name}}：无法通过简易协议请求此名称，因为它超过 {{limit}} 字节。',
      alone: '无法通过简易协议请求此名称，因为它超过 {{limit}} 字节。',
    },
    advice: '请让对方在服务器上重命名此文件。',
  },

  refused: {
    server: '服务器拒绝了请求：{{message}}',
    about: '{{name}}：{{message}}',
  },
  'keeps-changing': {
    about_other: '{{name}}：服务器上的此文件正在被修改，下载期间已更改 {{count, number}} 次。',
    alone_other: '服务器上的此文件正在被修改，下载期间已更改 {{count, number}} 次。',
    advice: '请在此文件不再被写入后重新下载。',
  },
  'plain-not-found': {
    about: '{{name}}：服务器上没有此文件，或未共享此文件。',
    alone: '服务器上没有此文件，或未共享此文件。',
    advice: '请检查拼写；名称区分大小写。',
  },
  'wrong-checksum': {
    about: '{{name}}：收到的文件与其校验和（CRC-32）不符，已丢弃。',
    alone: '收到的文件与其校验和（CRC-32）不符，已丢弃。',
    advice: '请重试；如果再次发生，请检查网络和服务器的磁盘。',
  },

  'unsafe-name': {
    about: '{{name}}：{{because}}，未写入。',
    alone: '{{because}}，未写入。',
    advice: '请让对方在服务器上重命名此文件。',
  },
  'target-not-a-folder': {
    what: '{{path}} 是文件，不是文件夹。',
    advice: '请指定要写入的文件夹。',
  },
  'in-use': {
    what: '{{path}} 表明另一个下载正在写入此文件。',
    advice: '请等待其结束；如果并没有其他下载，请删除此锁定文件。',
  },
  'partial-names-taken': {
    what: '{{path}} 以及所有类似名称均已被其他文件占用，且这些文件不是本程序的未完成下载。',
    advice: '请移走这些文件，然后重新下载。',
  },
  'thread-died': {
    what: '下载线程意外终止：{{detail}}。',
    advice: '请重新下载；已接收的部分会保留。',
  },
  exists: {
    what: '{{path}} 已存在。',
    advice: '请选择处理方式：保留两者、替换或跳过。',
  },
  canceled: {
    partKept: '已取消；已接收的部分会保留，供下次使用。',
    nothingKept: '已取消。',
  },
  'downloads-file-damaged': {
    what: '下载列表已损坏：{{detail}}。',
    advice: '原列表已另存为 {{path}}。',
  },
  'nothing-to-fetch': {
    what: '没有可添加的内容：这些文件已在下载，或文件夹中没有文件。',
  },

  'settings-refused': {
    unfit: '未从该文件导入任何设置：{{unfit}} 的值无效。',
    unknown: '未从该文件导入任何设置：此版本不支持导入 {{unknown}}。',
    both: '未从该文件导入任何设置：{{unfit}} 的值无效，且此版本不支持导入 {{unknown}}。',
    advice: '请更正文件或删去这些项，然后重新导入。',
  },

  panel: {
    'not-a-settings-file': '此文件中没有 Fifolio 的设置。',
    'import-while-serving': '服务器运行时无法导入设置。',
    'bad-request': '此版本无法识别面板发出的请求。',
    'too-many-requests': '面板一次发出的请求过多。',
    'answer-not-understood': '无法识别响应。',
    'unknown-method': '此版本不支持面板发出的请求。',
    unsupported: '此处无法执行该操作。',
    'host-timed-out': 'Fifolio 未及时响应。',
    'host-disconnected': '与 Fifolio 的连接已断开。',
    internal: 'Fifolio 发生意外错误。',
    'already-running': '服务器已在运行。',
    'not-running': '服务器未在运行。',
    'no-folder-chosen': '请先选择要共享的文件夹。',
    'port-listed-already': '此端口已在列表中。',
    'folder-not-found': '该文件夹不存在。',
    'folder-not-readable': '无法读取该文件夹。',
    'folder-not-writable': '没有写入该文件夹的权限。',
    'not-a-folder': '这是文件，不是文件夹。',
    'not-connected': '与此服务器的连接已断开。',
    'too-many-tabs': '标签页数量已达上限。',
    'listing-gone': '文件列表已过期。',
    'selection-gone': '所选内容已过期。',
    'no-such-download': '此下载已不在列表中。',
    'link-key-unreadable': '链接中的密钥无效。',
    'windows-path': '这是 Windows 路径，而这台电脑运行的不是 Windows。',
    'link-elsewhere': '此链接没有指向这台电脑上的文件夹。',
    'not-absolute': '这不是文件夹的完整路径。',
    'no-such-file': '服务器上没有此名称的文件。',
  },
  panelAdvice: {
    'not-a-settings-file': '请选择由此处导出的文件。',
    'import-while-serving': '请先停止服务器。',
    'host-timed-out': '请重试。',
    internal: '请重试；诊断信息中可能会显示原因。',
    'already-running': '请先停止服务器。',
    'not-running': '请先启动服务器。',
    'folder-not-found': '请选择其他文件夹。',
    'folder-not-readable': '请检查其权限，或选择其他文件夹。',
    'folder-not-writable': '请选择其他文件夹。',
    'not-a-folder': '请选择文件夹。',
    'not-connected': '请重新连接。',
    'too-many-tabs': '请先关闭一个标签页。',
    'listing-gone': '请刷新列表。',
    'selection-gone': '请重新选择文件。',
    'link-key-unreadable': '请重新完整复制链接。',
    'windows-path': '请输入该文件夹在这台电脑上的位置，例如 /home/me/files。',
    'link-elsewhere': '请输入文件夹的路径。',
    'not-absolute':
      '路径应以 ~（自己的主文件夹）或 / 开头；在 Windows 上则以驱动器号开头，例如 C:\\。',
  },
};
