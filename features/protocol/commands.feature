Feature: Commands
  A provider's command goes through the hub to the operator that owns the location or the session. The operator answers
  at once; its result comes later, at a URL of the hub, and the hub passes it on.

  Background:
    Given operator ABC has an agreement with provider EMP
    And ABC publishes the Location

  Rule: the four commands reach the operator, and his answer the provider

    @CMD-01 @CMD-04 @CMD-21 @HCMD-01 @HCMD-03 @ROUTE-03 @ROUTE-04 @ROUTE-38 @ROUTE-39
    Scenario Outline: <command>
      Given a driver of EMP is charging at ABC
      When EMP commands <command>
      Then the answer is HTTP 200 with status code 1000
      And the data is an object
      And the data has result ACCEPTED
      And the answer is addressed to EMP and comes from ABC
      And ABC has received POST commands/<command>
      And that request is addressed to ABC and comes from EMP
      And ABC has received the command as EMP gave it

      Examples:
        | command          |
        | START_SESSION    |
        | RESERVE_NOW      |
        | STOP_SESSION     |
        | UNLOCK_CONNECTOR |

    @CMD-21 @HCMD-01
    Scenario Outline: <command> for whichever EVSE is free
      When EMP commands <command>, where evse_uid is absent
      Then the data has result ACCEPTED
      And ABC has received the command as EMP gave it

      Examples:
        | command       |
        | START_SESSION |
        | RESERVE_NOW   |

    @HCMD-01 @HCMD-16 @EXT-07 @EXT-11
    Scenario Outline: <command> with <field> <value>
      When EMP commands <command>, where <field> is <value>
      Then the data has result ACCEPTED
      And ABC has received the command as EMP gave it
      And its body has:
        | <field> | <value> |

      Examples:
        | command          | field                   | value                                |
        | START_SESSION    | authorization_reference | Ref/2025-0001                        |
        | START_SESSION    | authorization_reference | "123456789012345678901234567890123456" |
        | RESERVE_NOW      | authorization_reference | Ref/2025-0001                        |
        | START_SESSION    | connector_id            | "1"                                  |
        | START_SESSION    | x_vehicle               | {"plate":"AB-12","doors":4}          |
        | RESERVE_NOW      | x_note                  | [1,2.5,null]                         |
        | UNLOCK_CONNECTOR | x_reason                | stuck                                |
        | START_SESSION    | token.type              | APP_USER                             |
        | RESERVE_NOW      | token.type              | AD_HOC_USER                          |
        | START_SESSION    | token.x_colour          | blue                                 |

    @HCMD-03 @CMD-08 @CMD-10 @ROUTE-13
    Scenario Outline: The operator answers <result>
      Given ABC answers POST commands with data {"result":"<result>"}
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 1000
      And the data has result <result>
      And the answer is addressed to EMP and comes from ABC

      Examples:
        | result          |
        | REJECTED        |
        | NOT_SUPPORTED   |
        | TIMEOUT         |
        | UNKNOWN_SESSION |

    @HCMD-03 @ROUTE-13
    Scenario Outline: The operator refuses with HTTP <http> and status code <code>
      Given ABC answers POST commands with HTTP <http> and status code <code>
      When EMP commands START_SESSION
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to EMP and comes from ABC

      Examples:
        | http | code |
        | 200  | 2003 |
        | 200  | 2001 |
        | 404  | 2003 |
        | 200  | 3000 |

    @CMD-05 @CMD-04 @HUB-21
    Scenario: The operator answers with a bare string, as the first text of 2.1.1 had it
      Given ABC answers POST commands with data "ACCEPTED"
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 1000
      And the data is an object
      And the data has result ACCEPTED

    @HCMD-12
    Scenario: The operator has no commands
      Given XYZ has been invited as operator
      And XYZ offers no commands endpoint
      And XYZ registers
      And the agreement of XYZ and EMP is made
      And XYZ publishes Location LOC2
      When EMP commands START_SESSION, where location_id is LOC2
      Then the answer is HTTP 200 with status code 1000
      And the data has result NOT_SUPPORTED
      And XYZ has received no question

  Rule: what is no command goes nowhere

    @CMD-02 @TRANS-18
    Scenario Outline: commands/<command>
      When EMP sends POST commands/<command> with the StartSession
      Then the answer is HTTP 404
      And ABC has received no question

      Examples:
        | command            |
        | CANCEL_RESERVATION |
        | start_session      |
        | START_SESSION/LOC1 |
        | DANCE              |

    @CMD-03 @TRANS-21
    Scenario Outline: Commands are given by POST: <command>
      When EMP tries GET, PUT, PATCH and DELETE on commands/<command>
      Then every answer is HTTP 405 with status code 2000
      And ABC has received no question

      Examples:
        | command          |
        | START_SESSION    |
        | RESERVE_NOW      |
        | STOP_SESSION     |
        | UNLOCK_CONNECTOR |

    @CMD-06 @CMD-21 @TRANS-14
    Scenario Outline: <command> without what it needs
      Given EMP has prepared a command <command>
      When EMP sends POST commands/<command> with the <kind>, each time without one of:
        | <field>  | <and>         | <or>           |
        | response_url | <as well> | <too>          |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And ABC has received no question

      Examples:
        | command          | kind            | field       | and         | or             | as well    | too        |
        | START_SESSION    | StartSession    | token       | location_id | token.auth_id  | token.type | token.uid  |
        | RESERVE_NOW      | ReserveNow      | token       | expiry_date | reservation_id | token.uid  | location_id |
        | STOP_SESSION     | StopSession     | session_id  |             |                |            |            |
        | UNLOCK_CONNECTOR | UnlockConnector | location_id | evse_uid    | connector_id   |            |            |

    @CMD-06 @TRANS-22 @EXT-11
    Scenario: RESERVE_NOW with what does not fit
      Given EMP has prepared a command RESERVE_NOW
      When EMP sends POST commands/RESERVE_NOW with the ReserveNow, each time with one of:
        | reservation_id          | "71"                                    |
        | reservation_id          | 7.5                                     |
        | expiry_date             | tomorrow                                |
        | location_id             | 1234567890123456789012345678901234567890 |
        | evse_uid                | ["EVSE1"]                               |
        | token                   | TOK1                                    |
        | token.type              | CARD                                    |
        | token.uid               | 1234567890123456789012345678901234567   |
        | authorization_reference | 1234567890123456789012345678901234567   |
        | response_url            | nowhere                                 |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And ABC has received no question

    @CMD-06 @TRANS-16
    Scenario: START_SESSION that is no JSON
      When EMP sends POST commands/START_SESSION with the body {"location_id":
      Then the answer is HTTP 400 with status code 2000

    @CMD-06
    Scenario Outline: START_SESSION with the body <body>
      When EMP sends POST commands/START_SESSION with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And ABC has received no question

      Examples:
        | body   |
        | {}     |
        | []     |
        | null   |
        | "LOC1" |

    @CMD-07 @ROUTE-38
    Scenario Outline: <command> at a location that nobody has
      When EMP commands <command>, where location_id is LOC404
      Then the answer is HTTP 200 with status code 2003
      And the answer is addressed to EMP and comes from the hub
      And ABC has received no question

      Examples:
        | command          |
        | START_SESSION    |
        | RESERVE_NOW      |
        | UNLOCK_CONNECTOR |

    @HUB-11 @CMD-07
    Scenario Outline: <command> at a location of an operator without an agreement
      Given operator XYZ without an agreement with EMP
      And XYZ publishes Location LOC2
      When EMP commands <command>, where location_id is LOC2
      Then the answer is HTTP 200 with status code 2003
      And XYZ has received no question

      Examples:
        | command          |
        | START_SESSION    |
        | UNLOCK_CONNECTOR |

    @HUB-14 @HUB-11
    Scenario: After the end of the agreement
      Given the agreement of ABC and EMP is terminated
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 2003
      And ABC has received no question

    @CMD-09 @ROUTE-39
    Scenario: STOP_SESSION for a session that nobody has
      When EMP commands STOP_SESSION, where session_id is SES404
      Then the answer is HTTP 200 with status code 1000
      And the data has result UNKNOWN_SESSION
      And ABC has received no question

    @CMD-09 @CMD-26 @ROUTE-39
    Scenario Outline: STOP_SESSION for another provider's session, addressed to <to>
      Given operator ABC has an agreement with provider OTH
      And a driver of EMP is charging at ABC
      And the next request is addressed to <to>
      When OTH commands STOP_SESSION
      Then the answer is HTTP 200 with status code 1000
      And the data has result UNKNOWN_SESSION
      And ABC has received no question

      Examples:
        | to      |
        | the hub |
        | ABC     |

  Rule: where several operators use the id, the EVSE or the connector tells, else the provider must

    @ROUTE-38
    Scenario Outline: EVSE <evse> is <operator>'s
      Given provider EMP has an agreement with operator XYZ
      And XYZ sends PUT locations/{cc}/XYZ/LOC1 with the Location, where evses.0.uid is EVSE9
      When EMP commands <command>, where evse_uid is <evse>
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from <operator>
      And <operator> has received 1 question
      And <other> has received no question

      Examples:
        | command          | evse  | operator | other |
        | START_SESSION    | EVSE1 | ABC      | XYZ   |
        | START_SESSION    | EVSE9 | XYZ      | ABC   |
        | RESERVE_NOW      | EVSE9 | XYZ      | ABC   |
        | UNLOCK_CONNECTOR | EVSE9 | XYZ      | ABC   |

    @ROUTE-38
    Scenario Outline: EVSE1 is of both, connector <connector> is <operator>'s
      Given provider EMP has an agreement with operator XYZ
      And XYZ sends PUT locations/{cc}/XYZ/LOC1 with the Location, where evses.0.connectors.0.id is "9"
      When EMP commands <command>, where connector_id is "<connector>"
      Then the answer is addressed to EMP and comes from <operator>
      And <operator> has received 1 question
      And <other> has received no question

      Examples:
        | command          | connector | operator | other |
        | UNLOCK_CONNECTOR | 1         | ABC      | XYZ   |
        | UNLOCK_CONNECTOR | 9         | XYZ      | ABC   |
        | START_SESSION    | 9         | XYZ      | ABC   |

    @ROUTE-23 @ROUTE-38
    Scenario Outline: <command> that fits both, with evse_uid <evse>
      Given provider EMP has an agreement with operator XYZ
      And XYZ publishes the Location
      When EMP commands <command>, where evse_uid is <evse>
      Then the answer is HTTP 200 with status code 2002
      And the status message names "OCPI-to-country-code"
      And the status message names "OCPI-to-party-id"
      And the answer is addressed to EMP and comes from the hub
      And ABC has received no question
      And XYZ has received no question

      Examples:
        | command          | evse   |
        | START_SESSION    | EVSE1  |
        | START_SESSION    | absent |
        | RESERVE_NOW      | EVSE2  |
        | UNLOCK_CONNECTOR | EVSE1  |

    @ROUTE-38 @ROUTE-23
    Scenario Outline: <command> that fits both, addressed to <operator>
      Given provider EMP has an agreement with operator XYZ
      And XYZ publishes the Location
      And the next request is addressed to <operator>
      When EMP commands <command>
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from <operator>
      And <operator> has received 1 question
      And <other> has received no question

      Examples:
        | command          | operator | other |
        | START_SESSION    | ABC      | XYZ   |
        | START_SESSION    | XYZ      | ABC   |
        | UNLOCK_CONNECTOR | XYZ      | ABC   |

    @ROUTE-38 @HUB-11
    Scenario: An operator without an agreement does not make it ambiguous
      Given operator XYZ without an agreement with EMP
      And XYZ publishes the Location
      When EMP commands START_SESSION
      Then the answer is addressed to EMP and comes from ABC
      And XYZ has received no question

    @ROUTE-23 @ROUTE-39
    Scenario: STOP_SESSION for a session id of both
      Given provider EMP has an agreement with operator XYZ
      And a driver of EMP is charging at ABC
      And XYZ publishes the Session
      When EMP commands STOP_SESSION
      Then the answer is HTTP 200 with status code 2002
      And the status message names "OCPI-to-country-code"
      And the status message names "OCPI-to-party-id"
      And ABC has received no question
      And XYZ has received no question

    @ROUTE-39
    Scenario Outline: STOP_SESSION for a session id of both, addressed to <operator>
      Given provider EMP has an agreement with operator XYZ
      And a driver of EMP is charging at ABC
      And XYZ publishes the Session
      And the next request is addressed to <operator>
      When EMP commands STOP_SESSION
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from <operator>
      And <operator> has received 1 question
      And <other> has received no question

      Examples:
        | operator | other |
        | ABC      | XYZ   |
        | XYZ      | ABC   |

    @ROUTE-39
    Scenario: STOP_SESSION finds the caller's own session among two
      Given provider EMP has an agreement with operator XYZ
      And provider OTH has agreements with operators ABC and XYZ
      And a driver of EMP is charging at ABC
      And OTH publishes Token TOK2
      And XYZ sends PUT sessions/{cc}/XYZ/SES1 with the Session, where auth_id is "CON-{cc}-TOK2"
      When OTH commands STOP_SESSION
      Then the answer is addressed to OTH and comes from XYZ
      And XYZ has received 1 question
      And ABC has received no question

  Rule: the headers of a command are obeyed

    @ROUTE-02 @ROUTE-38
    Scenario: Addressed to the hub is addressed to nobody
      Given the next request is addressed to the hub
      When EMP commands START_SESSION
      Then the data has result ACCEPTED
      And the answer is addressed to EMP and comes from ABC

    @ROUTE-10
    Scenario Outline: Addressed to an operator that <case>
      Given operator XYZ without an agreement with EMP
      And the next request carries:
        | OCPI-to-country-code | {cc}    |
        | OCPI-to-party-id     | <party> |
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 4001
      And the answer is addressed to EMP and comes from the hub
      And ABC has received no question
      And XYZ has received no question

      Examples:
        | case             | party |
        | nobody knows     | QQQ   |
        | has no agreement | XYZ   |

    @ROUTE-11
    Scenario: Addressed to an operator that has left
      Given ABC sends DELETE credentials
      And the next request is addressed to ABC
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 4003
      And the answer is addressed to EMP and comes from the hub

    @HCMD-11 @ROUTE-15
    Scenario: The location's operator has left
      Given ABC sends DELETE credentials
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 4003

    @ROUTE-50
    Scenario Outline: A platform with two providers commands for <provider>, whose token it is
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And <provider> publishes Token CARD
      When EMP commands <command>, where token.uid is CARD
      Then the answer is addressed to <provider> and comes from ABC
      And ABC has received POST commands/<command>
      And that request is addressed to ABC and comes from <provider>
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED
      And that request is addressed to <provider> and comes from ABC

      Examples:
        | provider | command       |
        | EMP      | START_SESSION |
        | EMQ      | START_SESSION |
        | EMQ      | RESERVE_NOW   |

    @ROUTE-50 @TOK-07
    Scenario: One uid, two providers of the platform, told apart by the token's type
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And EMP publishes Token CARD
      And EMQ sends PUT tokens/{cc}/EMQ/CARD with Token CARD, where type is OTHER
      When EMP commands START_SESSION, where:
        | token.uid  | CARD  |
        | token.type | OTHER |
      Then the answer is addressed to EMQ and comes from ABC

    @ROUTE-50
    Scenario: A platform with two providers stops the session of the second
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And EMQ publishes the Token
      And ABC publishes the Session
      When EMP commands STOP_SESSION
      Then the answer is addressed to EMQ and comes from ABC
      And ABC has received POST commands/STOP_SESSION
      And that request is addressed to ABC and comes from EMQ

    @ROUTE-08
    Scenario: In the name of a provider on another platform
      Given operator ABC has an agreement with provider OTH
      And the next request comes from OTH
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 2001
      And ABC has received no question

  Rule: a provider commands with its own tokens

    @HCMD-15 @CMD-25
    Scenario Outline: <command> with a token of another provider
      Given operator ABC has an agreement with provider OTH
      And OTH publishes Token OTHERS
      When EMP commands <command>, where token.uid is OTHERS
      Then the answer is HTTP 200 with status code 2001
      And the status message names "token"
      And ABC has received no question

      Examples:
        | command       |
        | START_SESSION |
        | RESERVE_NOW   |

    @HCMD-15
    Scenario: A uid that only a provider without an agreement has is like one that nobody has
      Given provider OTH
      And OTH publishes Token OTHERS
      When EMP commands START_SESSION, where token.uid is OTHERS
      Then the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION

    @HCMD-15
    Scenario: A uid that another provider uses too
      Given operator ABC has an agreement with provider OTH
      And OTH publishes the Token
      And EMP publishes the Token
      When EMP commands START_SESSION, where token.uid is TOK1
      Then the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION
      And that request is addressed to ABC and comes from EMP

    @HCMD-15 @TOK-07
    Scenario: A uid that another provider uses for another type of token
      Given operator ABC has an agreement with provider OTH
      And OTH sends PUT tokens/{cc}/OTH/TOK1-{cc} with the Token, where uid is TOK1-{cc}
      When EMP commands START_SESSION, where token.type is APP_USER
      Then the data has result ACCEPTED

    @HCMD-17 @ROUTE-42
    Scenario Outline: A token that is in no store: after <command> its Session and CDR are the provider's
      Given operator ABC has an agreement with provider OTH
      And EMP has commanded <command>, and ABC has accepted
      When ABC sends the Session
      And ABC sends the CDR
      Then EMP has received the Session
      And EMP has received the CDR
      And OTH has received no Session
      And OTH has received no CDR

      Examples:
        | command       |
        | START_SESSION |
        | RESERVE_NOW   |

    @HCMD-17 @ROUTE-24
    Scenario: What the operator rejected binds nothing
      Given ABC answers POST commands with data {"result":"REJECTED"}
      And EMP commands START_SESSION
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no Session

  Rule: results arrive at a URL of the hub and leave for the provider's own

    @HCMD-02 @CMD-17
    Scenario: A URL for every command
      Given a driver of EMP is charging at ABC
      When EMP commands START_SESSION
      And EMP commands START_SESSION
      And EMP commands STOP_SESSION
      Then the 3 response URLs that ABC was given are the hub's and all different

    @CMD-18 @HCMD-04 @HCMD-05 @ROUTE-31 @CMD-14 @CMD-15 @TRANS-13
    Scenario Outline: <result> after <command>
      Given a driver of EMP is charging at ABC
      And EMP has commanded <command>, and ABC has accepted
      When ABC posts the result <result>
      Then the answer is HTTP 200 with status code 1000
      And the answer has no data
      And EMP has received the result <result> and no other
      And that request is addressed to EMP and comes from ABC
      And that request carries the header Authorization Token {EMP.tokenFromHub}

      Examples:
        | command          | result          |
        | START_SESSION    | ACCEPTED        |
        | START_SESSION    | REJECTED        |
        | RESERVE_NOW      | ACCEPTED        |
        | STOP_SESSION     | UNKNOWN_SESSION |
        | UNLOCK_CONNECTOR | NOT_SUPPORTED   |
        | UNLOCK_CONNECTOR | TIMEOUT         |

    @HCMD-04 @ROUTE-31
    Scenario Outline: A result that is addressed to <to>
      Given EMP has commanded START_SESSION, and ABC has accepted
      And the next request is addressed to <to>
      And the next request comes from ABC
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the result ACCEPTED and no other
      And that request is addressed to EMP and comes from ABC

      Examples:
        | to      |
        | EMP     |
        | the hub |

    @HCMD-04
    Scenario: A result with more than is asked for
      Given EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result with the body {"result":"REJECTED","x_reason":{"code":17},"message":"cable"}
      Then EMP has received the result with the body {"result":"REJECTED","x_reason":{"code":17},"message":"cable"}

    @CMD-05 @HUB-21
    Scenario: A result that is a bare string, as the first text of 2.1.1 had it
      Given EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result with the body "ACCEPTED"
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the result ACCEPTED

    @HCMD-04
    Scenario: Results come in any order, each to its own URL
      Given EMP has commanded START_SESSION, and ABC has accepted
      And EMP has commanded UNLOCK_CONNECTOR, and ABC has accepted
      When ABC posts the result REJECTED of its question 2
      And ABC posts the result ACCEPTED of its question 1
      Then EMP has received the result ACCEPTED of its question 1
      And EMP has received the result REJECTED of its question 2

    @TRACE-09 @TRACE-03
    Scenario: A result travels under the correlation id of the operator's request
      Given the next request carries the header X-Correlation-ID the-command
      And EMP has commanded START_SESSION, and ABC has accepted
      And ABC has received POST commands/START_SESSION
      And that request carries the header X-Correlation-ID the-command
      And the next request carries the header X-Correlation-ID the-result
      When ABC posts the result ACCEPTED
      Then the answer carries the header X-Correlation-ID the-result
      And EMP has received the result ACCEPTED
      And that request carries the header X-Correlation-ID the-result
      And its X-Request-ID is a UUID that no other message had

    @HCMD-04 @HCMD-10
    Scenario: A result that comes before the direct answer
      Given after 300 ms ABC answers POST commands with data {"result":"ACCEPTED"}
      When EMP commands START_SESSION, and ABC posts the result REJECTED before it answers
      Then the data has result ACCEPTED
      And EMP has received the result REJECTED and no other

    @HCMD-08 @HCMD-06
    Scenario: A second result
      Given EMP has commanded START_SESSION, and ABC has accepted
      And ABC posts the result ACCEPTED
      When ABC posts the result REJECTED
      Then the answer is HTTP 404
      And EMP has received the result ACCEPTED and no other

    @HCMD-08
    Scenario: Five results at once
      Given EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result ACCEPTED 5 times at once
      Then EMP has received the result ACCEPTED and no other

    @HCMD-07
    Scenario: A result from an operator that was not asked
      Given provider EMP has an agreement with operator XYZ
      And EMP has commanded START_SESSION, and ABC has accepted
      When XYZ posts the result REJECTED of ABC's question
      Then the answer is HTTP 404
      And EMP has received no result
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED and no other

    @HCMD-07 @HUB-17
    Scenario: A result from the provider itself
      Given EMP has commanded START_SESSION, and ABC has accepted
      When EMP posts the result ACCEPTED of ABC's question
      Then the answer is HTTP 401
      And EMP has received no result

    @CMD-19 @HCMD-06
    Scenario Outline: A result at <path>, which was never handed out
      When ABC sends POST <path> with the body {"result":"ACCEPTED"}
      Then the answer is HTTP 404

      Examples:
        | path                                                        |
        | commands/START_SESSION/00000000-0000-4000-8000-000000000000 |
        | commands/START_SESSION/1                                    |
        | commands/START_SESSION                                      |
        | commands                                                    |

    @CMD-18 @TRANS-22
    Scenario Outline: A result that is none, <body>, leaves the URL open
      Given EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And EMP has received no result
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED and no other

      Examples:
        | body                    |
        | {}                      |
        | {"result":"WONDERFUL"}  |
        | {"result":1}            |
        | "WONDERFUL"             |
        | [{"result":"ACCEPTED"}] |

    @HCMD-18
    Scenario Outline: A result that the provider does not take is not sent again: <trouble>
      Given EMP has commanded START_SESSION, and ABC has accepted
      And EMP <trouble>
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 200 with status code 1000
      And the time for results is over
      And EMP has received the result ACCEPTED and no other

      Examples:
        | trouble                                  |
        | answers POST commands with HTTP 500      |
        | answers POST commands with status code 3000 |
        | cuts POST commands                       |
        | does not answer POST commands            |

    @CRED-31 @HUB-35
    Scenario: A provider that has left gets no result any more
      Given EMP has commanded START_SESSION, and ABC has accepted
      And EMP sends DELETE credentials
      When ABC posts the result ACCEPTED
      Then EMP has received no result

  Rule: only ACCEPTED promises a result

    @HCMD-10 @CMD-13
    Scenario Outline: After <result> nothing more is taken
      Given ABC answers POST commands with data {"result":"<result>"}
      And EMP commands START_SESSION
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 404
      And EMP has received no result

      Examples:
        | result        |
        | REJECTED      |
        | NOT_SUPPORTED |
        | TIMEOUT       |

    @HCMD-10 @HCMD-09
    Scenario Outline: After <answer> no TIMEOUT comes
      Given ABC answers POST commands with <answer>
      And EMP commands START_SESSION
      When the time for results is over
      Then EMP has received no result

      Examples:
        | answer                     |
        | data {"result":"REJECTED"} |
        | status code 2001           |

    @HCMD-11 @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: An operator that <trouble>: <code>
      Given ABC <trouble>
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to EMP and comes from the hub

      Examples:
        | trouble                                                        | code |
        | does not answer POST commands                                  | 4002 |
        | cannot be reached                                              | 4003 |
        | answers POST commands with HTTP 401 and status code 2000       | 4003 |
        | answers POST commands with HTTP 500                            | 4000 |
        | answers POST commands with the body <garbage>                  | 4000 |
        | answers POST commands with the body {"result":"ACCEPTED"}      | 4000 |
        | answers POST commands with data {"result":"MAYBE"}             | 4000 |

    @HCMD-11
    Scenario Outline: After <code> no result follows
      Given ABC <trouble>
      And EMP commands START_SESSION
      And the answer is HTTP 200 with status code <code>
      And ABC answers as usual again
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 404
      When the time for results is over
      Then EMP has received no result

      Examples:
        | trouble                             | code |
        | does not answer POST commands       | 4002 |
        | answers POST commands with HTTP 500 | 4000 |

  Rule: no result in time is a TIMEOUT, once

    @HCMD-09 @HCMD-05 @TRACE-06 @CMD-16
    Scenario: The operator keeps silent
      Given EMP has commanded START_SESSION, and ABC has accepted
      When the time for results is over
      Then EMP has received the result TIMEOUT and no other
      And that request is addressed to EMP and comes from ABC
      And that request carries the header Authorization Token {EMP.tokenFromHub}
      And that request carries a header X-Request-ID
      And that request carries a header X-Correlation-ID

    @HCMD-09 @HCMD-06
    Scenario: The operator's result is too late
      Given EMP has commanded START_SESSION, and ABC has accepted
      And EMP has received the result TIMEOUT
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 404
      And EMP has received the result TIMEOUT and no other

    @HCMD-09
    Scenario: The operator's result came in time
      Given EMP has commanded START_SESSION, and ABC has accepted
      And ABC posts the result ACCEPTED
      When the time for results is over
      Then EMP has received the result ACCEPTED and no other

    @HCMD-09 @HCMD-18
    Scenario: A TIMEOUT that the provider does not take is not sent again
      Given EMP answers POST commands with HTTP 500
      And EMP has commanded START_SESSION, and ABC has accepted
      And EMP has received the result TIMEOUT
      When the time for results is over
      Then EMP has received the result TIMEOUT and no other

  Rule: results go to the provider's own hosts, and so does its token

    @HCMD-14 @HUB-35
    Scenario Outline: <command> with a response_url at <url>
      Given a driver of EMP is charging at ABC
      And a stranger's server
      When EMP commands <command>, where response_url is <url>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "response_url"
      And ABC has received no question
      And the stranger has received nothing

      Examples:
        | command          | url                                   |
        | START_SESSION    | {stranger}/result                     |
        | RESERVE_NOW      | {stranger}/result                     |
        | STOP_SESSION     | {stranger}/result                     |
        | UNLOCK_CONNECTOR | {stranger}/result                     |
        | START_SESSION    | {EMP.url}@127.0.0.9/result            |
        | START_SESSION    | http://127.0.0.1.example.org/result   |
        | START_SESSION    | {ABC.url}/result                      |
        | START_SESSION    | {hub}/admin/connections               |
        | START_SESSION    | http://localhost.example.org/result   |
        | START_SESSION    | file:///etc/passwd                    |

    @HCMD-14 @HUB-35
    Scenario: A provider that sends the result on elsewhere
      Given a stranger's server
      And EMP redirects POST commands to {stranger}/result
      And EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED and no other
      And the stranger has received nothing

    @HUB-35 @ROUTE-16
    Scenario: An operator that sends the command on elsewhere
      Given a stranger's server
      And ABC redirects POST commands to {stranger}/START_SESSION
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 4000
      And the stranger has received nothing

  Rule: two providers' reservations do not meet

    @HCMD-13
    Scenario: The same number of two providers
      Given operator ABC has an agreement with provider OTH
      And EMP has commanded RESERVE_NOW, and ABC has accepted
      And I keep reservation_id of the question to ABC as first
      When OTH commands RESERVE_NOW
      Then the data has result ACCEPTED
      And the reservation_id of the question to ABC is a whole number, unlike first

    @HCMD-13 @CMD-20
    Scenario: An update keeps its number, whatever came between
      Given operator ABC has an agreement with provider OTH
      And OTH has commanded RESERVE_NOW, and ABC has accepted
      And EMP has commanded RESERVE_NOW, and ABC has accepted
      And I keep reservation_id of the question to ABC as first
      And OTH has commanded RESERVE_NOW, and ABC has accepted
      When EMP commands RESERVE_NOW, where expiry_date is "2031-01-01T00:00:00Z"
      Then the reservation_id of the question to ABC is a whole number, equal first

    @HCMD-13
    Scenario: Two reservations of one provider
      Given EMP has commanded RESERVE_NOW, and ABC has accepted
      And I keep reservation_id of the question to ABC as first
      When EMP commands RESERVE_NOW, where reservation_id is 72
      Then the reservation_id of the question to ABC is a whole number, unlike first

    @HCMD-13
    Scenario: A provider happens on the number that the hub gave to another's reservation
      Given operator ABC has an agreement with provider OTH
      And EMP has commanded RESERVE_NOW, and ABC has accepted
      And OTH has commanded RESERVE_NOW, and ABC has accepted
      And I keep reservation_id of the question to ABC as given
      When EMP commands RESERVE_NOW, where reservation_id is {given}
      Then the data has result ACCEPTED
      And the reservation_id of the question to ABC is a whole number, unlike given
