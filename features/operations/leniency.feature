Feature: Partners that are not quite 2.1.1

  The hub reads with tolerance, writes to each partner in the style that it accepts, and hides nothing: every leniency
  is a finding in the trace, and what was learnt is the profile of the connection. A strict connection has none of it.

  Rule: a redirect within the partner's own host is followed, and remembered where it is about a slash

    Scenario Outline: Lists behind a slash, HTTP <status>
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1
      And ABC has its list of tariffs behind a slash, and says so with HTTP <status>
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And the trace of ABC tells "HTTP <status> was followed to"
      And the profile of ABC has:
        | trailing_slash | lists |

      Examples:
        | status |
        | 301    |
        | 307    |
        | 308    |

    Scenario: Not on a strict connection
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option strict true
      And ABC has its list of tariffs behind a slash, and says so with HTTP 307
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the profile of ABC has:
        | trailing_slash | never |

  Rule: what cannot be misread in a list is mended, and from then on in pushes too

    Scenario Outline: <case> in a list
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where <field> is <written>
      When the hub synchronises with ABC
      Then the report names "\"rejected\":0"
      And the trace of ABC tells '<told>'
      And the profile of ABC has:
        | repairs | <repair> |

      Examples:
        | case                    | field                              | written                     | repair  | told                                                              |
        | a quoted number         | elements.0.price_components.0.step_size | "60"                    | numbers | "60" was read as 60                                               |
        | a time with an offset   | last_updated                       | "2025-03-01T10:00:00+02:00" | dates   | "2025-03-01T10:00:00+02:00" was read as "2025-03-01T08:00:00Z"    |
        | a time with a blank     | last_updated                       | "2025-03-01 08:00:00"       | dates   | "2025-03-01 08:00:00" was read as "2025-03-01T08:00:00Z"          |
        | an enum in small letters | elements.0.price_components.0.type | "energy"                    | enums   | "energy" was read as "ENERGY"                                     |

    @TRANS-66
    Scenario Outline: An enum value that nobody knows: <field>
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds the Location, where <field> is <written>
      When the hub synchronises with ABC
      Then the Location that EMP took has <meant> in <field>
      And the trace of ABC tells '<told>'

      Examples:
        | field      | written              | meant | told                              |
        | type       | "SKYSCRAPER"         | OTHER | "SKYSCRAPER" was read as "OTHER"  |
        | facilities | ["HOTEL","HELIPORT"] | HOTEL | "HELIPORT" was left out           |

    @TRANS-66
    Scenario: Where nothing legal says the same the object is refused
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where elements.0.price_components.0.type is "MOONLIGHT"
      When the hub synchronises with ABC
      Then the report names "\"rejected\":1"

    @TRANS-64
    Scenario: A partner that is not known to write so is told
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T10:00:00+02:00"
      Then the answer is HTTP 200 with status code 2001

    Scenario: A partner that is known to write so is understood
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1, where last_updated is "2025-03-01T10:00:00+02:00"
      And the hub synchronises with ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T10:00:00+02:00"
      Then the answer is HTTP 201 with status code 1000

    Scenario: Nothing is mended on a strict connection
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option strict true
      And ABC holds Tariff T1, where last_updated is "2025-03-01T10:00:00+02:00"
      When the hub synchronises with ABC
      Then the report names "\"rejected\":1"

  Rule: who does the handshake with Base64 tokens stays with them

    @TRANS-08
    Scenario: An invitation in Base64
      Given ABC has been invited as operator
      When ABC registers with its invitation in Base64
      Then the connection of ABC is REGISTERED
      And the trace of ABC tells "the token came in Base64"
      And the profile of ABC has:
        | sends_base64_token | true |

    @TRANS-08
    Scenario: The trace shows the token in neither form
      Given ABC has been invited as operator
      And ABC registers with its invitation in Base64
      And the next request carries the header Authorization Token {ABC.token.base64}
      When ABC sends PUT locations/{cc}/ABC/{ABC.token} with the Location
      Then no token appears in the admin API

    @TRANS-08
    Scenario: The token after it, in Base64 as well
      Given ABC has been invited as operator
      And ABC registers with its invitation in Base64
      And the next request carries the header Authorization Token {ABC.token.base64}
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000

  Rule: answers that no OCPI library wrote are read for what they mean

    @TRANS-09
    Scenario: A push answered with nothing at all
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP 204
      When ABC publishes the Location
      Then the delivery to EMP has failed 0 times
      And the trace of EMP tells "HTTP 204 without a body was taken for success"

    Scenario Outline: HTTP <http> with status code <code>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP <http> and status code <code>
      When ABC publishes the Location
      Then the delivery to EMP has failed 1 time
      And the trace of EMP tells "<told>"

      Examples:
        | http | code | told                                                 |
        | 400  | 2001 | HTTP 400 where 2.1.1 answers 200 with a status code  |
        | 409  | 1000 | HTTP 409 with status code 1000 was read as a refusal |

    @TRANS-09
    Scenario Outline: An answer as <type>
      Given operator ABC has an agreement with provider EMP
      And EMP's answers carry:
        | content-type | <type> |
      When ABC publishes the Location
      Then the delivery to EMP has failed 0 times
      And the trace of EMP tells "the answer must be application/json, got <type>"

      Examples:
        | type       |
        | text/plain |
        | text/html  |

    Scenario Outline: A CDR taken with <location> Location
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP has charged at ABC
      And EMP answers POST cdrs with HTTP 201 and status code 1000
      And EMP's answers carry:
        | <header> | /cdrs/1 |
      When ABC sends the CDR
      Then EMP has received the CDR
      And the trace of EMP tells "<told>"

      Examples:
        | location   | header   | told                                            |
        | a relative | location | Location must be an absolute URL, got /cdrs/1   |
        | no         | x-other  | the header Location is missing                  |

    Scenario: A command that a web framework refuses
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC always answers POST commands with HTTP 422 and "the charger sleeps"
      When EMP commands START_SESSION
      Then the answer is HTTP 422 with status code 2001
      And the trace of ABC tells "HTTP 422 without an envelope was read as a refusal"

    Scenario: A token that is nobody's, as an empty list
      Given operator ABC has an agreement with provider EMP
      And EMP answers POST tokens with data []
      When ABC sends POST tokens/NOBODY/authorize
      Then the answer is HTTP 404 with status code 2004
      And the trace of EMP tells "an empty list was read as an unknown token"

    @TRANS-11
    Scenario Outline: A list of one where one object belongs: the authorisation of <uid>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP answers POST tokens with data [{"allowed":"ALLOWED"}]
      When ABC sends POST tokens/<uid>/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed ALLOWED
      And the trace of EMP tells "a list of one was read as the object in it"

      Examples:
        | uid    |
        | TOK1   |
        | NOBODY |

    @TRANS-11
    Scenario: A list of one where one object belongs: the answer to a command
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC answers POST commands with data [{"result":"ACCEPTED"}]
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 1000
      And the data has result ACCEPTED
      And the trace of ABC tells "a list of one was read as the object in it"

    @TRANS-11
    Scenario: A list of one where one object belongs: version details and Credentials
      Given the platform of operator ABC, unknown to the hub
      And ABC answers GET /ocpi/2.1.1 with data [{"version":"2.1.1","endpoints":[{"identifier":"credentials","url":"{ABC.url}/ocpi/cpo/2.1.1/credentials"}]}]
      And ABC answers POST credentials with data [{"token":"of-the-partner","url":"{ABC.url}/ocpi/versions","business_details":{"name":"ABC"},"country_code":"{cc}","party_id":"ABC"}]
      When the administrator connects ABC at its versions URL
      Then the answer is HTTP 201
      And the body has:
        | status | REGISTERED |

    @TRANS-11
    Scenario Outline: Neither a list of <number>, nor any on a strict connection
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option strict <strict>
      And EMP publishes the Token
      And EMP answers POST tokens with data <data>
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code 4000
      And the status message names "must be object, got array"

      Examples:
        | number | strict | data                                           |
        | two    | false  | [{"allowed":"ALLOWED"},{"allowed":"ALLOWED"}]  |
        | words  | false  | ["ALLOWED"]                                    |
        | one    | true   | [{"allowed":"ALLOWED"}]                        |

  Rule: a list without links is read by offset

    Scenario Outline: <case>
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC puts 1 object on a page and links to none
      And ABC's answers carry:
        | <header> | <link> |
      When the hub synchronises with ABC
      Then the report names "\"received\":2"
      And the trace of ABC tells "<told>"

      Examples:
        | case            | header  | link    | told                       |
        | No link         | x-other | nothing | no Link to the next page   |
        | A broken link   | link    | page 2  | the Link cannot be read    |

  Rule: what is odd in a request and clear all the same is taken, and told

    Scenario Outline: <case>
      Given operator ABC
      When ABC sends PUT <path> with the Location, where <field> is <written>
      Then the answer is HTTP 201 with status code 1000
      And the trace of ABC tells '<told>'

      Examples:
        | case                 | path                          | field        | written                    | told                                |
        | Two slashes          | locations//{cc}/ABC//LOC1     | name         | "Dam"                      | two slashes were read as one        |
        | A slash at the end   | locations/{cc}/ABC/LOC1/      | name         | "Dam"                      | a slash at the end was read as none |
        | A fraction           | locations/{cc}/ABC/LOC1       | last_updated | "2025-03-01T08:00:00.250Z" | must be a UTC time                  |

    @TRANS-10
    Scenario: A body without content type
      Given operator ABC
      And the next request carries no Content-Type header
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      And the trace of ABC tells "Content-Type must be application/json"

    @TRANS-58 @TRANS-61 @TRANS-70
    Scenario Outline: As 2.1.1 allows it: <field> <written>
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/<cc>/abc/LOC1 with the Location, where <field> is <written>
      Then the answer is HTTP 201 with status code 1000
      And the trace of ABC tells no leniency

      Examples:
        | cc         | field  | written |
        | {cc.lower} | name   | "Dam"   |
        | {cc}       | images | null    |
        | {cc}       | last_updated | "2025-03-01T08:00:00" |
        | {cc}       | images | []      |

  Rule: the handshake reads on where its meaning is clear

    @VER-05
    Scenario: Paths in place of URLs, and details behind a slash
      Given EMP has been invited as provider
      And EMP offers the versions:
        | 2.1.1 | /ocpi/2.1.1/ |
      And EMP answers GET /ocpi/versions with data [{"version":"2.1.1","url":"/ocpi/2.1.1"}]
      And EMP sends GET /ocpi/2.1.1 on to /ocpi/2.1.1/ with HTTP 308
      When EMP registers
      Then the connection of EMP is REGISTERED
      And the trace of EMP tells "a path was read as a URL of the same host"
      And the trace of EMP tells "HTTP 308 was followed to /ocpi/2.1.1/"

  Rule: a framework that refuses a body says what it wants, and gets it

    Scenario Outline: <wants>
      Given operator ABC has an agreement with provider EMP
      And EMP answers the first PUT locations with HTTP 422 and "<detail>"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where last_updated is "2025-03-01T08:00:00.250Z"
      Then the Location that EMP took has <value> in <field>
      And the trace of EMP tells "sent again with <setting> <style>"
      And the profile of EMP has:
        | <setting> | <style> |

      Examples:
        | wants                    | detail                  | field        | value                | setting | style         |
        | Every field, null or not | charging_when_closed: field required | charging_when_closed | null | nulls   | explicit      |
        | Whole seconds            | invalid datetime format | last_updated | 2025-03-01T08:00:00Z | dates   | whole_seconds |

  Rule: the operator has the last word

    Scenario: Enum values of 2.1.1 alone
      Given operator ABC has an agreement with provider EMP
      And the administrator sets enums of the profile of EMP to "known_only"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where facilities is ["HOTEL","BIKE_SHARING"]
      Then the Location that EMP took has HOTEL in facilities
      And the trace of EMP tells '"BIKE_SHARING" was left out'

    Scenario: What was set is set after a restart, and can be taken back
      Given a hub of its own
      And provider EMP
      And the administrator sets trailing_slash of the profile of EMP to "always"
      When the hub is stopped and started again
      Then the profile of EMP has:
        | trailing_slash | always |
      When the administrator leaves trailing_slash of the profile of EMP to the hub
      Then the profile of EMP has:
        | trailing_slash | never |

    Scenario: A profile by hand
      Given operator ABC has an agreement with provider EMP
      And the administrator sets nulls of the profile of EMP to "explicit"
      When ABC publishes the Location
      Then the Location that EMP took has null in charging_when_closed
