Feature: Credentials
  Two platforms become partners by exchanging credentials, each checking that the other can be called.

  Rule: a partner with an invitation registers by POST

    @CRED-04 @CRED-05 @CRED-34 @TRACE-06
    Scenario: The hub calls back before it answers
      Given ABC has been invited as operator
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the hub has called ABC:
        | GET | /ocpi/versions |
        | GET | /ocpi/2.1.1    |
      And the first calls of the hub to ABC came before the answer, with TOKEN_B

    @CRED-02 @CRED-06 @CRED-07 @CRED-36 @CRED-37
    Scenario Outline: The hub answers a <role> with its own Credentials
      Given <partner> has been invited as <role>
      When <partner> posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | url                   | {hub}<versions> |
        | party_id              | HUB             |
        | country_code          | DE              |
        | business_details.name | OCPI Hub        |
      And the token in the data is one that <partner> never had

      Examples:
        | partner | role     | versions            |
        | ABC     | operator | /ocpi/emsp/versions |
        | EMP     | provider | /ocpi/cpo/versions  |

    @CRED-08
    Scenario Outline: The invitation is spent: <path>
      Given operator ABC
      And the next request carries the invitation of ABC
      When ABC sends GET <path>
      Then the answer is HTTP 401 with status code 2000

      Examples:
        | path                |
        | /ocpi/emsp/versions |
        | /ocpi/emsp/2.1.1    |
        | credentials         |
        | tokens              |

    @CRED-08 @CRED-33
    Scenario: An invitation registers once
      Given operator ABC
      And the next request carries the invitation of ABC
      When ABC posts its credentials
      Then the answer is HTTP 401 with status code 2000

    @CRED-08 @TRANS-05
    Scenario: Of several registrations at the same time one succeeds
      Given ABC has been invited as operator
      When ABC posts its credentials 5 times at once
      Then one answer is HTTP 200 with status code 1000
      And the other answers are HTTP 401 with status code 2000
      And the token of the one opens the hub

    @CRED-09
    Scenario Outline: The new token opens every module: <partner> <request>
      Given operator ABC has an agreement with provider EMP
      When <partner> sends <request>
      Then the answer is HTTP <http>

      Examples:
        | partner | request                                         | http |
        | ABC     | GET credentials                                 | 200  |
        | ABC     | GET tokens                                      | 200  |
        | ABC     | PUT locations/{cc}/ABC/LOC1 with the Location   | 201  |
        | ABC     | PUT tariffs/{cc}/ABC/TAR1 with the Tariff       | 201  |
        | ABC     | GET sessions/{cc}/ABC/SES1                      | 404  |
        | ABC     | GET cdrs/nothing                                | 404  |
        | EMP     | GET credentials                                 | 200  |
        | EMP     | GET locations                                   | 200  |
        | EMP     | GET sessions?date_from=2025-01-01T00:00:00Z     | 200  |
        | EMP     | GET cdrs                                        | 200  |
        | EMP     | GET tariffs                                     | 200  |
        | EMP     | PUT tokens/{cc}/EMP/TOK1 with the Token         | 201  |

    @CRED-10
    Scenario: From now on the hub calls with the partner's token, at the partner's endpoints
      Given EMP has been invited as provider
      And EMP offers tariffs at /prices
      And operator ABC
      When EMP posts its credentials
      And the agreement of ABC and EMP is made
      And ABC publishes the Tariff
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1
      And that request carries the header Authorization Token {EMP.tokenFromHub}

    @CRED-11 @CRED-12
    Scenario: Who is registered cannot register again, and stays registered
      Given operator ABC has an agreement with provider EMP
      When EMP posts its credentials
      Then the answer is HTTP 405 with status code 2000
      When ABC publishes the Location
      Then EMP has received the Location
      When EMP sends GET credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-22 @TRANS-06 @TRANS-22
    Scenario Outline: Credentials where <case>
      Given ABC has been invited as operator
      When ABC posts its credentials, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"
      And the hub has not called ABC

      Examples:
        | case                        | field                 | value   | name         |
        | the token is missing        | token                 | absent  | token        |
        | the token is null           | token                 | null    | token        |
        | the token is empty          | token                 | ""      | token        |
        | the token is a number       | token                 | 4711    | token        |
        | the token holds a blank     | token                 | "a b"   | token        |
        | the token is no ASCII       | token                 | "tökén" | token        |
        | the token has 65 characters | token                 | "12345678901234567890123456789012345678901234567890123456789012345" | token |
        | the url is missing          | url                   | absent  | url          |
        | the url is no URL           | url                   | "ocpi"  | url          |
        | the url is relative         | url                   | "/ocpi/versions" | url |
        | business_details is missing | business_details      | absent  | business_details |
        | the name is missing         | business_details.name | absent  | name         |
        | the name moves a cursor     | business_details.name | "A\u001b[2JB" | name  |
        | the name turns its text     | business_details.name | "A\u202eB"    | name  |
        | the party is missing        | party_id              | absent  | party_id     |
        | the party has 4 characters  | party_id              | "ABCD"  | party_id     |
        | the country is missing      | country_code          | absent  | country_code |
        | the country has 3 letters   | country_code          | "NLD"   | country_code |

    @CRED-22 @CRED-21
    Scenario: A token of 64 characters is taken
      Given ABC has been invited as operator
      When ABC posts its credentials, where token is "1234567890123456789012345678901234567890123456789012345678901234"
      Then the answer is HTTP 200 with status code 3001

    @TRANS-05 @CRED-39
    Scenario: An invitation is for one party: another cannot register with it
      Given ABC has been invited as operator
      When ABC posts its credentials, where party_id is "XYZ"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "party_id"
      And the hub has not called ABC
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-38
    Scenario: A platform that is both operator and provider registers once for each role
      Given operator ABC
      And the same platform of ABC has been invited as provider BCA
      When BCA posts its credentials
      Then the answer is HTTP 200 with status code 1000
      When BCA sends GET locations
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000

  Rule: a handshake that fails says why, and can be repeated

    @CRED-18 @CRED-21
    Scenario Outline: The call back fails because ABC <case>
      Given ABC has been invited as operator
      And ABC <case>
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3001
      When ABC answers as usual again
      And ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

      Examples:
        | case                                                                |
        | answers GET /ocpi/versions with HTTP 401 and status code 2000       |
        | answers GET /ocpi/versions with HTTP 302                            |
        | answers GET /ocpi/versions with HTTP 404                            |
        | answers GET /ocpi/versions with HTTP 500                            |
        | answers GET /ocpi/versions with the body nonsense                   |
        | answers GET /ocpi/versions with the body [1,                        |
        | answers GET /ocpi/versions with the body []                         |
        | answers GET /ocpi/versions with the body {"data":[]}                |
        | answers GET /ocpi/versions with status code 2000                    |
        | answers GET /ocpi/versions with status code 3000                    |
        | answers GET /ocpi/versions with status code 1000                    |
        | answers GET /ocpi/versions with data [{"version":"2.1.1"}]          |
        | cuts GET /ocpi/versions                                             |
        | does not answer GET /ocpi/versions                                  |
        | answers GET /ocpi/2.1.1 with HTTP 401 and status code 2000          |
        | answers GET /ocpi/2.1.1 with HTTP 503                               |
        | answers GET /ocpi/2.1.1 with the body {"status_code":1000           |
        | answers GET /ocpi/2.1.1 with status code 2042                       |
        | answers GET /ocpi/2.1.1 with data "none"                            |
        | cuts GET /ocpi/2.1.1                                                |
        | does not answer GET /ocpi/2.1.1                                     |

    @CRED-18
    Scenario: Nobody listens at the URL
      Given ABC has been invited as operator
      And ABC cannot be reached
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3001

    @CRED-19 @CRED-13
    Scenario Outline: The partner offers only <versions>
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/versions with data <list>
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3002

      Examples:
        | versions       | list                                                                                                                |
        | 2.0            | [{"version":"2.0","url":"{ABC.url}/ocpi/2.0"}]                                                                      |
        | 2.1            | [{"version":"2.1","url":"{ABC.url}/ocpi/2.1"}]                                                                      |
        | 2.2.1          | [{"version":"2.2.1","url":"{ABC.url}/ocpi/2.2.1"}]                                                                  |
        | 2.1 and 2.2    | [{"version":"2.1","url":"{ABC.url}/ocpi/2.1"},{"version":"2.2","url":"{ABC.url}/ocpi/2.2"}]                         |

    @CRED-13 @VER-08
    Scenario: Other versions beside 2.1.1 do no harm
      Given ABC has been invited as operator
      And ABC offers the versions:
        | 2.0   | /ocpi/2.0   |
        | 2.1   | /ocpi/2.1   |
        | 2.1.1 | /ocpi/2.1.1 |
        | 2.2   | /ocpi/2.2   |
        | 2.2.1 | /ocpi/2.2.1 |
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the hub has called ABC:
        | GET | /ocpi/versions |
        | GET | /ocpi/2.1.1    |

    @CRED-20
    Scenario Outline: The details list <endpoints>
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/2.1.1 with data {"version":"2.1.1","endpoints":<list>}
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3003

      Examples:
        | endpoints      | list                                                                   |
        | nothing        | []                                                                     |
        | no credentials | [{"identifier":"locations","url":"{ABC.url}/ocpi/cpo/2.1.1/locations"}] |

    @CRED-20
    Scenario: The credentials endpoint is enough
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/2.1.1 with data {"version":"2.1.1","endpoints":[{"identifier":"credentials","url":"{ABC.url}/ocpi/cpo/2.1.1/credentials"}]}
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-20 @VER-08
    Scenario Outline: <who> shows the other role's endpoints: <how>
      Given <partner> has been invited as <who>
      And <partner> answers GET /ocpi/2.1.1 with data {"version":"2.1.1","endpoints":[{"identifier":"credentials","url":"{<partner>.url}/credentials"},{"identifier":"<module>","role":"<role>","url":"{<partner>.url}<path>/<module>"}]}
      And <partner> answers GET <path>/<module> with HTTP 405
      When <partner> posts its credentials
      Then the answer is HTTP 200 with status code 3003
      And the status message names "those of <other>"
      And the status message names "HTTP 405"

      Examples:
        | who      | partner | how                | module    | role     | path            | other   |
        | operator | ABC     | by its URLs        | locations |          | /ocpi/emsp/x    | an eMSP |
        | operator | ABC     | by the ends it says| locations | RECEIVER | /x              | an eMSP |
        | provider | EMP     | by its URLs        | tokens    |          | /ocpi/cpo/x     | a CPO   |

    @CRED-20 @VER-08
    Scenario: A path may be called after whoever calls it
      Given ABC has been invited as operator
      And ABC offers locations at /ocpi/emsp/locations
      And ABC offers sessions at /ocpi/emsp/sessions
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @VER-08
    Scenario: One list for both roles: the partner's own end is taken
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/2.1.1 with data {"version":"2.1.1","endpoints":[{"identifier":"credentials","url":"{ABC.url}/credentials"},{"identifier":"locations","role":"RECEIVER","url":"{ABC.url}/theirs"},{"identifier":"locations","role":"SENDER","url":"{ABC.url}/ours"},{"identifier":"tokens","url":"{ABC.url}/ocpi/emsp/tokens"},{"identifier":"tokens","url":"{ABC.url}/ocpi/cpo/tokens"}]}
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the hub has found locations of ABC at /ours
      And the hub has found tokens of ABC at /ocpi/cpo/tokens

    @CRED-18
    Scenario: The token in the Credentials is not taken at the callback
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/versions with HTTP 401 and status code 2000
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3001
      And the status message names "the token of the Credentials is refused there"

    @CRED-21 @TRANS-07
    Scenario: After a failed POST there is no token but the invitation
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/2.1.1 with HTTP 500
      When ABC posts its credentials
      Then the answer has no data
      When ABC sends GET /ocpi/emsp/versions
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET tokens
      Then the answer is HTTP 401
      And the connection of ABC is PENDING

    @TRANS-24
    Scenario: Any 1xxx code of the partner is a success
      Given ABC has been invited as operator
      And ABC answers GET /ocpi/versions with the body {"data":[{"version":"2.1.1","url":"{ABC.url}/ocpi/2.1.1"}],"status_code":1042,"timestamp":"2025-03-01T08:00:00Z"}
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

  Rule: GET tells the hub's own credentials

    @CRED-01 @CRED-02 @CRED-03 @CRED-36
    Scenario: A registered partner reads the hub's credentials
      Given operator ABC
      When ABC sends GET credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | url                   | {hub}/ocpi/emsp/versions |
        | party_id              | HUB                      |
        | country_code          | DE                       |
        | business_details.name | OCPI Hub                 |
      And the token in the data is the one that ABC used

    @CRED-03
    Scenario: An invited partner reads them too
      Given EMP has been invited as provider
      When EMP sends GET credentials
      Then the answer is HTTP 200 with status code 1000
      And the data has url {hub}/ocpi/cpo/versions
      And the token in the data is the one that EMP used

    @CRED-01 @TRANS-21
    Scenario: There is no PATCH
      Given operator ABC
      When ABC sends PATCH credentials with the body {}
      Then the answer is HTTP 405 with status code 2000

  Rule: PUT renews both tokens

    @CRED-23 @CRED-24 @CRED-25
    Scenario: The hub looks again and gives a new token
      Given operator ABC
      When ABC puts its credentials
      Then the answer is HTTP 200 with status code 1000
      And the token in the data is one that ABC never had
      And the hub has called ABC at /ocpi/versions with its new token
      And the hub has called ABC at /ocpi/2.1.1 with its new token

    @CRED-25
    Scenario: The old token is dead once the new one is used
      Given operator ABC
      And ABC puts its credentials
      And ABC sends GET tokens
      And the next request carries the token that ABC had before
      When ABC sends GET tokens
      Then the answer is HTTP 401 with status code 2000

    @CRED-25
    Scenario: The new token works
      Given operator ABC
      When ABC puts its credentials
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000

    @CRED-26
    Scenario: The hub calls with the new token
      Given operator ABC has an agreement with provider EMP
      When EMP puts its credentials
      And ABC publishes the Location
      Then EMP has received the Location
      And that request carries the header Authorization Token {EMP.tokenFromHub}

    @CRED-27
    Scenario: Who is not registered has nothing to renew
      Given ABC has been invited as operator
      When ABC puts its credentials
      Then the answer is HTTP 405 with status code 2000
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-28
    Scenario Outline: A PUT that fails because ABC <case>
      Given provider EMP has an agreement with operator ABC
      And ABC <case>
      When ABC puts its credentials
      Then the answer is HTTP 200 with status code <code>
      When ABC answers as usual again
      And ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      When EMP publishes the Token
      Then ABC has received the Token

      Examples:
        | case                                                                                              | code |
        | answers GET /ocpi/versions with HTTP 500                                                          | 3001 |
        | does not answer GET /ocpi/versions                                                                | 3001 |
        | answers GET /ocpi/versions with data [{"version":"2.2.1","url":"{ABC.url}/2.2.1"}]                | 3002 |
        | answers GET /ocpi/2.1.1 with data {"version":"2.1.1","endpoints":[]}                              | 3003 |

    @CRED-28 @CRED-22
    Scenario: A PUT of invalid credentials changes nothing
      Given operator ABC
      When ABC puts its credentials, where url is "nowhere"
      Then the answer is HTTP 200 with status code 2001
      When ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000

  Rule: DELETE ends the connection

    @CRED-30
    Scenario Outline: The partner leaves, and its token opens nothing any more: <path>
      Given operator ABC
      When ABC sends DELETE credentials
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET <path>
      Then the answer is HTTP 401 with status code 2000

      Examples:
        | path                    |
        | /ocpi/emsp/versions     |
        | /ocpi/emsp/2.1.1        |
        | credentials             |
        | tokens                  |
        | locations/{cc}/ABC/LOC1 |

    @CRED-30 @CRED-32
    Scenario: Nobody leaves twice
      Given operator ABC
      When ABC sends DELETE credentials
      And ABC sends DELETE credentials
      Then the answer is HTTP 401 with status code 2000

    @CRED-31
    Scenario: The hub stops calling a partner that left
      Given operator ABC has agreements with providers EMP and OTH
      When EMP sends DELETE credentials
      And ABC publishes the Location
      Then OTH has received the Location
      And EMP has not
      And the connection of EMP is UNREGISTERED

    @CRED-32
    Scenario: Who is not registered has nothing to leave
      Given ABC has been invited as operator
      When ABC sends DELETE credentials
      Then the answer is HTTP 405 with status code 2000
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

    @CRED-33
    Scenario: After a DELETE it takes a new invitation
      Given operator ABC
      And ABC sends DELETE credentials
      When ABC posts its credentials
      Then the answer is HTTP 401 with status code 2000
      When ABC has been invited as operator again
      And ABC posts its credentials
      Then the answer is HTTP 200 with status code 1000

  Rule: the hub can be the one that starts

    @CRED-14 @CRED-16 @CRED-35 @CRED-36 @CRED-37
    Scenario Outline: The hub registers at <role> <partner>
      Given the platform of <role> <partner>, unknown to the hub
      When the administrator connects <partner> at its versions URL
      Then the answer is HTTP 201
      And the body has:
        | status       | REGISTERED |
        | role         | <code>     |
        | country_code | {cc}       |
        | party_id     | <partner>  |
      And the hub has called <partner>:
        | GET  | /ocpi/versions      |
        | GET  | /ocpi/2.1.1         |
        | POST | <base>/credentials  |
      And the first 3 calls of the hub to <partner> carried the invitation
      And the hub has sent <partner> Credentials with:
        | url                   | {hub}<versions> |
        | party_id              | HUB             |
        | country_code          | DE              |
        | business_details.name | OCPI Hub        |

      Examples:
        | role     | partner | code | base            | versions            |
        | operator | ABC     | CPO  | /ocpi/cpo/2.1.1 | /ocpi/emsp/versions |
        | provider | EMP     | EMSP | /ocpi/emsp/2.1.1 | /ocpi/cpo/versions |

    @CRED-15
    Scenario: The hub answers a partner that calls back while the hub's own POST is open
      Given the platform of operator ABC, unknown to the hub
      When the administrator connects ABC at its versions URL
      Then the answer is HTTP 201
      And ABC read the hub's versions before it answered

    @CRED-16 @CRED-09
    Scenario: Both tokens work afterwards
      Given operator ABC
      And the platform of provider EMP, unknown to the hub
      When the administrator connects EMP at its versions URL
      And the agreement of ABC and EMP is made
      And ABC publishes the Location
      Then EMP has received the Location
      And that request carries the header Authorization Token {EMP.tokenFromHub}
      And EMP lists the Location

    @CRED-13 @VER-06
    Scenario: The hub takes 2.1.1, whatever else is offered and in whatever order
      Given the platform of operator ABC, unknown to the hub
      And ABC offers the versions:
        | 2.2.1 | /v/2.2.1 |
        | 2.1   | /v/2.1   |
        | 2.1.1 | /v/2.1.1 |
        | 2.0   | /v/2.0   |
      When the administrator connects ABC at its versions URL
      Then the answer is HTTP 201
      And the hub has called ABC:
        | GET  | /ocpi/versions              |
        | GET  | /v/2.1.1                    |
        | POST | /ocpi/cpo/2.1.1/credentials |

    @CRED-17 @CRED-20
    Scenario Outline: Without <missing> the hub does not post its credentials
      Given the platform of operator ABC, unknown to the hub
      And ABC answers GET <path> with data <data>
      When the administrator connects ABC at its versions URL
      Then the answer is a problem with HTTP <http>
      And the problem mentions "<code>"
      And ABC has received no POST at all

      Examples:
        | missing                | path           | data                                                       | http | code |
        | version 2.1.1          | /ocpi/versions | [{"version":"2.2.1","url":"{ABC.url}/2.2.1"}]              | 422  | 3002 |
        | any version            | /ocpi/versions | []                                                         | 422  | 3002 |
        | a credentials endpoint | /ocpi/2.1.1    | {"version":"2.1.1","endpoints":[]}                         | 422  | 3003 |
        | a list of its own role | /ocpi/2.1.1    | {"version":"2.1.1","endpoints":[{"identifier":"credentials","url":"{ABC.url}/c"},{"identifier":"locations","url":"{ABC.url}/ocpi/emsp/x/locations"}]} | 422 | those of an eMSP |

    @CRED-35
    Scenario Outline: The partner does not play along: ABC <case>
      Given the platform of operator ABC, unknown to the hub
      And ABC <case>
      When the administrator connects ABC at its versions URL
      Then the answer is a problem with HTTP <http>
      And no connection with ABC is registered

      Examples: it refuses
        | case                                                          | http |
        | answers GET /ocpi/versions with HTTP 401 and status code 2000 | 422  |
        | answers POST credentials with HTTP 401 and status code 2000   | 422  |
        | answers POST credentials with status code 3001                | 422  |
        | answers POST credentials with data {"token":"x"}              | 422  |

      Examples: it gives no proper answer
        | case                                                          | http |
        | answers GET /ocpi/versions with HTTP 500                      | 502  |
        | answers GET /ocpi/versions with the body <nonsense/>          | 502  |
        | cuts GET /ocpi/versions                                       | 502  |
        | does not answer GET /ocpi/versions                            | 502  |
        | answers POST credentials with HTTP 500                        | 502  |
        | does not answer POST credentials                              | 502  |
        | cannot be reached                                             | 502  |

    @CRED-35
    Scenario Outline: A partner that takes Credentials by PUT alone answers POST with HTTP <http>
      Given the platform of operator ABC, unknown to the hub
      And ABC answers POST credentials with <refusal>
      When the administrator connects ABC at its versions URL
      Then the answer is HTTP 201
      And the body has:
        | status | REGISTERED |
      And the hub has called ABC:
        | GET  | /ocpi/versions             |
        | GET  | /ocpi/2.1.1                |
        | POST | /ocpi/cpo/2.1.1/credentials |
        | PUT  | /ocpi/cpo/2.1.1/credentials |
      And the first 4 calls of the hub to ABC carried the invitation

      Examples:
        | http | refusal                            |
        | 404  | HTTP 404 and status code 2000      |
        | 404  | HTTP 404                           |
        | 405  | HTTP 405 and status code 2000      |
        | 405  | HTTP 405                           |

    @CRED-35
    Scenario: A partner that takes Credentials in no way is told by its answer to POST
      Given the platform of operator ABC, unknown to the hub
      And ABC answers POST credentials with HTTP 404 and status code 2003
      And ABC answers PUT credentials with HTTP 401 and status code 2000
      When the administrator connects ABC at its versions URL
      Then the answer is a problem with HTTP 422
      And the problem mentions "POST"
      And the problem mentions "HTTP 404, status code 2003"
      And no connection with ABC is registered

    @CRED-35 @CRED-24 @CRED-25
    Scenario: The hub renews its credentials by PUT
      Given operator ABC has an agreement with provider EMP
      When the administrator renews the credentials of EMP
      Then EMP has received PUT credentials
      When EMP sends GET credentials
      Then the token that EMP had before is dead
      When ABC publishes the Location
      Then EMP has received the Location
      And that request carries the header Authorization Token {EMP.tokenFromHub}
      And EMP lists the Location

    @CRED-28 @CRED-35
    Scenario Outline: A renewal that fails leaves the tokens as they were: EMP <case>
      Given operator ABC has an agreement with provider EMP
      And EMP <case>
      When the administrator renews the credentials of EMP
      Then the answer is a problem with HTTP <http>
      When EMP answers as usual again
      And ABC publishes the Location
      Then EMP has received the Location
      And EMP lists the Location

      Examples:
        | case                                          | http |
        | answers PUT credentials with HTTP 500         | 502  |
        | answers PUT credentials with status code 3001 | 422  |
        | does not answer GET /ocpi/versions            | 502  |

    @CRED-31 @CRED-35
    Scenario: The hub leaves by DELETE, and then neither calls nor answers
      Given operator ABC has agreements with providers EMP and OTH
      When the administrator disconnects EMP
      Then EMP has received DELETE credentials
      And the connection of EMP is UNREGISTERED
      When ABC publishes the Location
      Then OTH has received the Location
      And EMP has not
      When EMP sends GET locations
      Then the answer is HTTP 401 with status code 2000

    @CRED-29
    Scenario: There is one version, so a PUT elsewhere finds nothing
      Given operator ABC
      When ABC sends PUT /ocpi/emsp/2.0/credentials with the body {}
      Then the answer is HTTP 404

  Rule: the party of the credentials is the default party

    @CRED-39
    Scenario: Further parties of a platform are configured at the hub
      Given operator ABC
      And the platform of ABC also runs DEF
      When ABC sends PUT locations/{cc}/DEF/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      When ABC sends PUT locations/{cc}/GHI/LOC1 with the Location
      Then the answer is HTTP 404 with status code 2003

  Rule: the handshake knows no routing

    @ROUTE-06
    Scenario: The hub writes no routing headers in the handshake
      Given ABC has been invited as operator
      When ABC posts its credentials
      Then the answer carries no routing headers
      And the first calls of the hub to ABC came before the answer, with TOKEN_B
      And no handshake call of the hub to ABC carries routing headers

    @ROUTE-06
    Scenario Outline: Received ones are ignored: <path>
      Given operator ABC
      And the next request carries:
        | OCPI-to-country-code | QQ |
        | OCPI-from-party-id   | QQQ |
      When ABC sends GET <path>
      Then the answer is HTTP 200 with status code 1000
      And the answer carries no routing headers

      Examples:
        | path                |
        | /ocpi/emsp/versions |
        | /ocpi/emsp/2.1.1    |
        | credentials         |
