/** Requirements whose checks no partner of the self-test breaks, by the reason: whether these checks can fail is not shown. */
export const unbroken: [reason: string, ids: string][] = [
  [
    'what a partner does by itself while it registers: no fault of the simulators is about that',
    'CRED-04 CRED-05 CRED-10 CRED-13 CRED-14 CRED-15 CRED-16 CRED-26 VER-06',
  ],
  [
    'URLs and tokens that the handshake itself goes by: a partner with others is not reached at all',
    'TRANS-06',
  ],
  [
    'what an operator tells of a session that a command began',
    'CMD-15 EXT-12 EXT-13 EXT-17 SES-15 SES-17 SES-19',
  ],
  ['what a partner sends by itself, word for word', 'CMD-25 SES-03 TRANS-53'],
];
