Feature: Attacks from outside
  A hub that holds everybody's tokens lets no one in. What an evil partner or a stranger sends is bounded, refused in words
  and told to the operator, and no secret is ever shown.

  Rule: an address that a partner gives leads only where partners may be

    @own-hub @HUB-35
    Scenario Outline: Versions at <where>
      Given a guarded hub
      And a stranger's server
      And ABC has been invited as operator
      When ABC posts its credentials, where url is "<url>"
      Then the answer is HTTP 200 with status code 3001
      And the status message names "<words>"
      And the stranger has never been called

      Examples:
        | where                                 | url                                     | words                               |
        | a closed address                      | {stranger}/ocpi/versions                | nothing answers at a public address |
        | loopback, written as IPv6             | http://[::1]:9/versions                 | nothing answers at a public address |
        | loopback, mapped into IPv6            | http://[::ffff:127.0.0.2]:9/versions    | nothing answers at a public address |
        | loopback, mapped, in hex              | http://[::ffff:7f00:2]:9/versions       | nothing answers at a public address |
        | loopback, as one number               | http://2130706434:9/versions            | nothing answers at a public address |
        | loopback, in octal                    | http://0177.0.0.2:9/versions            | nothing answers at a public address |
        | a name that leads inside              | http://localhost:9/versions             | nothing answers at a public address |
        | the address where clouds tell secrets | http://169.254.169.254/latest/meta-data | nothing answers at a public address |
        | an address with a password            | http://me:secret@127.0.0.1:9/versions   | user name                           |
        | a name that nobody knows              | http://nowhere.invalid:9/versions       | nothing answers at a public address |
        | a closed port at an open address      | http://127.0.0.1:9/versions             | nothing answers at a public address |

    @HUB-35
    Scenario: Clouds tell no secrets to a laboratory either
      Given ABC has been invited as operator
      When ABC posts its credentials, where url is "http://[::ffff:a9fe:a9fe]/latest/meta-data"
      Then the answer is HTTP 200 with status code 3001
      And the status message names "its address is not open to partners"

    @HUB-35
    Scenario Outline: A scheme that is not for partners: <url>
      Given ABC has been invited as operator
      When ABC posts its credentials, where url is "<url>"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "url"

      Examples:
        | url                  |
        | file:///etc/passwd   |
        | ftp://127.0.0.1/     |
        | gopher://127.0.0.1/  |
        | javascript:alert(1)  |

    @own-hub @HUB-35
    Scenario: Endpoints at a closed address
      Given a guarded hub
      And a stranger's server
      And operator ABC
      And provider EMP offers its locations at the stranger's
      And the agreement of ABC and EMP is made
      When ABC publishes the Location
      Then the operator of the hub reads about open in the delivery to EMP
      And the stranger has never been called

    @own-hub @HUB-35
    Scenario: A redirect to somewhere else
      Given a guarded hub
      And a stranger's server
      And operator ABC
      And the first synchronisation with ABC is over
      And ABC redirects GET locations to {stranger}/ocpi/locations
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the stranger has never been called

    @HUB-35 @SYNC-07
    Scenario: A next page somewhere else
      Given a stranger's server
      And operator ABC
      And the first synchronisation with ABC is over
      And ABC's answers carry:
        | Link | <{stranger}/ocpi/locations?offset=1>; rel="next" |
      When the hub synchronises with ABC
      Then the stranger has never been called

    @HUB-35 @HCMD-14
    Scenario: A result for somebody else
      Given a stranger's server
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When EMP commands START_SESSION, where response_url is "{stranger}/result"
      Then the answer is HTTP 200 with status code 2001
      And ABC has received no question
      And the stranger has never been called

    @HUB-35
    Scenario: A CDR that is said to be somewhere else
      Given a stranger's server
      And operator ABC has an agreement with provider EMP
      And EMP's answers carry:
        | Location | {stranger}/cdrs/1 |
      And a driver of EMP is charging at ABC
      When ABC sends the CDR
      Then EMP has received the CDR
      And the stranger has never been called

  Rule: no secret is readable where it rests, and none is shown

    @own-hub @embedded @TRANS-73
    Scenario: Who reads the folder of the hub can open no partner
      Given a guarded hub
      And ABC has been invited as operator
      And ABC is behind a gateway that wants "code=s3cret-4713"
      When ABC registers
      Then no token of ABC is in the folder of the hub

    @own-hub @embedded
    Scenario: Another key opens nothing, and the hub says so
      Given a hub of its own
      And operator ABC
      And the hub gets SIGTERM
      When a hub is started on the same folder with another key
      Then it has refused to start
      And it has said "HUB_SECRET_KEY"

    @TRACE-11
    Scenario: A token as a correlation id travels to nobody
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header X-Correlation-ID {ABC.token}
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then EMP has received the Tariff
      And EMP has never been shown a token of ABC

    Scenario: An object with the token of its owner is refused
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where tariff_alt_url is "https://abc.example/{ABC.token}"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "token"
      And EMP has received no Tariff
      And EMP has never been shown a token of ABC

    @TRACE-07
    Scenario Outline: A token that is repeated <where>
      Given operator ABC
      And the next request carries the header <header> <value>
      When ABC sends PUT <path> with the body <body>
      Then no token appears in the admin API
      And no token appears in the hub's log

      Examples:
        | where        | header       | value       | path                             | body                          |
        | in the URL   | X-Debug      | 1           | tariffs/{cc}/ABC/T1?t={ABC.token} | {}                            |
        | in a header  | X-Request-ID | {ABC.token} | tariffs/{cc}/ABC/T1              | {}                            |
        | in an object | X-Debug      | 1           | tariffs/{cc}/ABC/T1              | {"id":"{ABC.token}"}          |
        | in an id     | X-Debug      | 1           | tariffs/{cc}/ABC/{ABC.token}      | {}                            |
        | in an odd key of Credentials | X-Correlation-ID | x-{ABC.token} | credentials | {"token":"t","Access_Token":"{ABC.token}","url":"{ABC.token}"} |
        | in no JSON   | X-Debug      | 1           | credentials                      | {"token":"{ABC.token}         |
        | in a form    | X-Debug      | 1           | credentials                      | token={ABC.token}             |

  Rule: nothing is larger than it may be

    Scenario Outline: <what>
      Given operator ABC
      When ABC sends <what>
      Then the answer is HTTP <http> with status code <code>
      And the answer is an OCPI envelope
      And the hub still answers

      Examples:
        | what                                | http | code |
        | a body of 2 MiB                     | 413  | 2000 |
        | a body of 2 MiB, packed small       | 413  | 2000 |
        | a URL of 9000 characters            | 414  | 2000 |
        | 120 headers                         | 431  | 2000 |
        | a header of 20000 characters        | 431  | 2000 |
        | a body 1000 levels deep             | 200  | 2001 |
        | a body of 200000 values             | 200  | 2001 |
        | a body with the key __proto__       | 200  | 2001 |
        | a body with constructor.prototype   | 200  | 2001 |
        | a body that is not UTF-8            | 400  | 2000 |
        | what is no HTTP                     | 400  | 2000 |

    Scenario Outline: A path that nothing has is told in an envelope: <path>
      Given operator ABC
      When ABC sends GET <path>
      Then the answer is HTTP <http>
      And the answer is an OCPI envelope

      Examples:
        | path                        | http |
        | //ocpi//emsp//2.1.1//tokens | 200  |
        | /OCPI/emsp/2.1.1/tokens     | 404  |
        | /nonsense                   | 404  |
        | /%zz                        | 404  |
        | /ocpi/%zz                   | 404  |

  Rule: the operator's door stands apart

    @own-hub
    Scenario: An address of its own, and TLS
      Given a hub with TLS, whose operator has an address of its own
      Then the admin API answers there, and only there
      And the hub answers partners over TLS, and nobody without
      And the hub hands out https URLs only

    Scenario: A hub that others can reach hands out no open URLs
      When a hub is started with:
        | HUB_URL                    | http://hub.example |
        | HUB_ALLOW_PRIVATE_NETWORKS | false              |
      Then it has refused to start
      And it has said in one line: HUB_URL, "http://hub.example" and "https"

    Scenario Outline: A page of another site in the operator's browser: <header>
      Given operator ABC
      And the next request carries the header <header> <value>
      When the administrator sends DELETE /admin/connections/{ABC.connection}
      Then the answer is a problem with HTTP 403
      And the connection of ABC is REGISTERED

      Examples:
        | header         | value               |
        | Origin         | https://evil.example |
        | Origin         | null                |
        | Sec-Fetch-Site | cross-site          |

    Scenario: What the operator's browser is told
      When the administrator sends GET /admin/connections
      Then the answer carries the header X-Content-Type-Options nosniff
      And the answer carries the header X-Frame-Options DENY
      And the answer carries the header Cache-Control no-store
      And the answer carries no header Access-Control-Allow-Origin

    @own-hub
    Scenario: Guessing the operator's token
      Given a guarded hub
      When somebody at 198.51.100.7 tries 25 wrong operator's tokens
      Then the answer is a problem with HTTP 429
      And the answer carries a header Retry-After
      And not even the right one is looked at from 198.51.100.7
      And the operator gets in from 198.51.100.8

  Rule: who asks too often is told when to come back

    @own-hub
    Scenario: A flood from one address
      Given a guarded hub
      When somebody at 203.0.113.5 asks 600 times
      Then the last answer is HTTP 429 in an envelope, with the time to wait
      And somebody at 203.0.113.6 is heard

    @own-hub
    Scenario: A flood from one partner
      Given a guarded hub
      And operators ABC and XYZ
      When ABC asks 160 times
      Then the last answer is HTTP 429 in an envelope, with the time to wait
      And XYZ is heard
