export const entry = {
  'code-missing': {
    what: '{{address}} verlangt einen Zugangscode.',
    advice: 'Den Code beim Betreiber des Servers erfragen.',
  },
  'code-wrong': { what: '{{address}} verweigert den Zugang: {{message}}.' },
  'code-not-asked': {
    what: '{{address}} verlangt den Zugangscode nicht und ist daher vielleicht nicht der Server, zu dem der Code gehört.',
    advice:
      'Die Adresse prüfen. Stimmt sie und hat der Server keinen Code mehr, ohne Code verbinden.',
  },
  'code-not-proven': {
    what: '{{address}} konnte nicht beweisen, dass ihm der Zugangscode bekannt ist, und ist daher nicht der Server, zu dem der Code gehört: Vielleicht antwortet ein anderer Computer an seiner Stelle.',
    advice: 'Die Adresse prüfen, und wer das Netzwerk dazwischen betreibt.',
  },
  'code-in-plain': {
    what: '{{address}}: Im einfachen Dialekt lässt sich ein Zugangscode nicht beweisen.',
    advice: 'Den eigenen Dialekt von Fifolio verwenden oder den Code weglassen.',
  },
  'not-encrypting': {
    what: '{{address}} verschlüsselt nicht (TLS). Es wurde deshalb nichts angefragt.',
    advice:
      'Den Port prüfen und ob der Server verschlüsselt, oder unverschlüsselt verbinden, falls andere mitlesen dürfen.',
  },
  'no-certificate': {
    what: '{{address}} verschlüsselt, ohne einen Schlüssel vorzuzeigen, könnte also jeder Beliebige sein. Es wurde nichts angefragt.',
  },
  'lost-in-handshake': {
    what: '{{address}} hat die Verbindung beendet, bevor sie verschlüsselt war.',
    advice: 'Prüfen, ob der Server verschlüsselt (TLS), und erneut versuchen.',
  },
  'handshake-timed-out': {
    what: '{{address}} hat die Verbindung angenommen, aber nicht innerhalb von {{seconds, number}} s verschlüsselt.',
    advice: 'Prüfen, ob der Server verschlüsselt (TLS).',
  },
  'unknown-key': {
    what: '{{address}} ist noch nicht bekannt, und keine Zertifizierungsstelle bürgt für den Schlüssel.',
    advice:
      'Vor dem Vertrauen den Fingerabdruck des Schlüssels mit dem vergleichen, den der Server anzeigt.',
  },
  'other-key-than-given': {
    what: '{{address}} hat einen anderen Schlüssel als den dafür angegebenen.',
    advice:
      'Entweder gehört der Fingerabdruck zu einem anderen Server oder einem früheren Schlüssel, oder ein anderer Computer antwortet an seiner Stelle. Es wurde nichts an ihn gesendet. Den Fingerabdruck beim Betreiber des Servers erfragen.',
  },
  'other-key-than-known': {
    what: '{{address}} hat einen anderen Schlüssel als bisher.',
    advice:
      'Entweder wurde der Schlüssel erneuert, oder es ist jetzt ein anderer Server, oder ein anderer Computer antwortet an seiner Stelle, um mitzulesen. Es wurde nichts an ihn gesendet. Vor erneutem Vertrauen beim Betreiber des Servers nachfragen, ob sich der Schlüssel geändert hat, und die Fingerabdrücke vergleichen.',
  },

  'trust-list-damaged': {
    what: 'Die Liste vertrauenswürdiger Server, {{path}}, ist unverständlich; daher ist kein Server bekannt. {{damage}}',
    advice: 'Die Datei reparieren oder verschieben, um alle Server neu kennenzulernen.',
    file: {
      'not-json': 'Sie ist kein gültiges JSON.',
      'not-an-object': 'Sie ist kein JSON-Objekt.',
      'later-format':
        'Sie hat ein anderes „format“; vielleicht stammt sie von einer späteren Version.',
      'no-list': 'Ihr fehlt die Liste „servers“.',
      incomplete: 'Ihr fehlt die Adresse, der Fingerabdruck oder das Datum.',
      'bad-fingerprint': 'Sie enthält einen ungültigen Fingerabdruck.',
    },
    server: {
      'not-json': 'Server {{server}} ist kein gültiges JSON.',
      'not-an-object': 'Server {{server}} ist kein JSON-Objekt.',
      'later-format':
        'Server {{server}} hat ein anderes „format“; vielleicht stammt es von einer späteren Version.',
      'no-list': 'Server {{server}} fehlt die Liste „servers“.',
      incomplete: 'Server {{server}} fehlt die Adresse, der Fingerabdruck oder das Datum.',
      'bad-fingerprint': 'Server {{server}} hat einen ungültigen Fingerabdruck.',
    },
  },
  'trust-list-failed': {
    read: 'Die Liste vertrauenswürdiger Server, {{path}}, kann nicht gelesen werden: {{detail}}.',
    written:
      'Die Liste vertrauenswürdiger Server, {{path}}, kann nicht geschrieben werden: {{detail}}.',
  },
  'trust-list-in-use': {
    what: '{{path}} zeigt an, dass ein anderes Programm die Liste vertrauenswürdiger Server schreibt.',
    advice: 'Warten, bis es beendet ist; gibt es keines, diese Datei löschen.',
  },
};
