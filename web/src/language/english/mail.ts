export const mail = {
  'settings.mail': 'Email',
  'mail.text': 'People are mailed how the imports that they started have ended.',
  'mail.none': 'No mail is sent',
  'mail.none.text':
    'Whoever runs Muster names a mail server in its configuration (mail.server, mail.from) and starts it again. Then you can send a test from here.',
  'mail.server': 'Mail server',
  'mail.security': 'Encryption',
  'mail.security.starttls': 'STARTTLS',
  'mail.security.tls': 'TLS from the first byte',
  'mail.security.none': 'None: a relay on the same machine',
  'mail.sender': 'Sender',
  'mail.recipient': 'Tests go to',
  'mail.test': 'Send me a test',
  'mail.tested': 'The mail server has taken it. Look into the mailbox of {recipient}.',
  'mail.noRecipient': 'You have no email address to which a test could be sent. Sign in as a user with one.',
};
