Feature: Routing headers
  OCPI-to and OCPI-from name the receiver and the sender of a message. All are optional towards the hub; the hub itself
  always writes all four, except where versions and credentials are concerned.

  Rule: headers are read without regard to case

    @ROUTE-01 @TRANS-58
    Scenario Outline: <header-country>: <country>, <header-party>: <party>
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes Tariff T1
      And XYZ publishes Tariff T2
      And the next request carries:
        | <header-country> | <country> |
        | <header-party>   | <party>   |
      When EMP sends GET tariffs
      Then the data lists "T1"
      And the answer is addressed to EMP and comes from ABC

      Examples:
        | header-country       | country    | header-party     | party |
        | OCPI-to-country-code | {cc}       | OCPI-to-party-id | ABC   |
        | ocpi-to-country-code | {cc.lower} | ocpi-to-party-id | abc   |
        | OCPI-TO-COUNTRY-CODE | {cc.lower} | OCPI-TO-PARTY-ID | Abc   |

  Rule: whoever sends no routing headers is served

    @ROUTE-02 @ROUTE-46
    Scenario: A push without routing headers
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      And the answer is addressed to ABC and comes from the hub
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And that request is addressed to EMP and comes from the hub

    @ROUTE-02 @ROUTE-21 @ROUTE-46
    Scenario: A list without routing headers
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      When EMP sends GET tariffs
      Then the answer is HTTP 200 with status code 1000
      And the answer is addressed to EMP and comes from the hub

  Rule: every functional request of the hub says for whom it is and from whom

    @ROUTE-03 @ROUTE-12
    Scenario: A push for one receiver goes to that receiver, in the sender's name
      Given operator ABC has agreements with providers EMP and OTH
      And the next request is addressed to EMP
      And the next request comes from ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request is addressed to EMP and comes from ABC
      And OTH has not

    @ROUTE-03
    Scenario: A push for everybody goes to each receiver, in the hub's name
      Given operator ABC has agreements with providers EMP and OTH
      And the next request is addressed to the hub
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request is addressed to EMP and comes from the hub
      And OTH has received PUT locations/{cc}/ABC/LOC1
      And that request is addressed to OTH and comes from the hub

    @ROUTE-03
    Scenario Outline: <method> travels with routing headers
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      When ABC sends <request>
      Then EMP has received <method> tariffs/{cc}/ABC/TAR1
      And that request is addressed to EMP and comes from the hub

      Examples:
        | method | request                                                  |
        | PATCH  | PATCH tariffs/{cc}/ABC/TAR1 with the body {"currency":"SEK"} |
        | DELETE | DELETE tariffs/{cc}/ABC/TAR1                             |

    @ROUTE-03 @ROUTE-36
    Scenario: Tokens travel to operators the same way
      Given provider EMP has agreements with operators ABC and XYZ
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token
      Then the answer is addressed to EMP and comes from the hub
      And ABC has received PUT tokens/{cc}/EMP/TOK1
      And that request is addressed to ABC and comes from the hub
      And XYZ has received PUT tokens/{cc}/EMP/TOK1
      And that request is addressed to XYZ and comes from the hub

    @ROUTE-03 @SYNC-01
    Scenario Outline: When the hub asks <partner> for <module>
      Given <role> <partner>
      When the hub synchronises with <partner>
      Then <partner> has received GET <module>
      And that request is addressed to <partner> and comes from the hub

      Examples:
        | role     | partner | module    |
        | operator | ABC     | locations |
        | operator | ABC     | tariffs   |
        | operator | ABC     | sessions  |
        | operator | ABC     | cdrs      |
        | provider | EMP     | tokens    |

  Rule: every functional answer says to whom and from whom

    @ROUTE-04
    Scenario Outline: <partner> <request>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP publishes the Token
      When <partner> sends <request>
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to <partner> and comes from the hub

      Examples:
        | partner | request                                                | http | code |
        | ABC     | GET locations/{cc}/ABC/LOC1                            | 200  | 1000 |
        | ABC     | GET locations/{cc}/ABC/NOWHERE                         | 404  | 2003 |
        | ABC     | PUT locations/{cc}/ABC/LOC1 with the body {}           | 200  | 2001 |
        | ABC     | PUT locations/{cc}/ABC/LOC1 with the body {"id         | 400  | 2000 |
        | ABC     | DELETE locations/{cc}/ABC/LOC1                         | 405  | 2000 |
        | ABC     | GET tokens                                             | 200  | 1000 |
        | EMP     | GET tokens/{cc}/EMP/TOK1                               | 200  | 1000 |
        | EMP     | GET locations?limit=0                                  | 200  | 2001 |
        | EMP     | GET locations/LOC1                                     | 200  | 2001 |
        | EMP     | GET sessions?date_from=2025-01-01T00:00:00Z            | 200  | 1000 |
        | EMP     | GET cdrs                                               | 200  | 1000 |

    @ROUTE-04 @ROUTE-46
    Scenario Outline: <title> is addressed to the party in the URL
      Given operator ABC has an agreement with provider EMP
      And the platform of ABC also runs ABD
      When ABC sends PUT locations/{cc}/ABD/LOC1 with <content>
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to ABD and comes from the hub

      Examples:
        | title     | content      | http | code |
        | A refusal | the body {}  | 200  | 2001 |
        | An answer | the Location | 201  | 1000 |

    @ROUTE-04 @ROUTE-13
    Scenario: The answer to a push for one receiver comes from the receiver
      Given operator ABC has an agreement with provider EMP
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is a success
      And the answer is addressed to ABC and comes from EMP

    @ROUTE-04 @ROUTE-33
    Scenario: The answer from the store comes from the owner that was addressed
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 1000
      And the answer is addressed to EMP and comes from ABC

    @ROUTE-05
    Scenario: A receiver's answer needs no routing headers
      Given operator ABC has an agreement with provider EMP
      And EMP returns no message ids
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is a success

    @ROUTE-05 @ROUTE-04
    Scenario: A receiver's routing headers do not reach the sender as they are
      Given operator ABC has an agreement with provider EMP
      And EMP's answers carry:
        | OCPI-to-country-code   | QQ  |
        | OCPI-to-party-id       | QQQ |
        | OCPI-from-country-code | QQ  |
        | OCPI-from-party-id     | QQQ |
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is addressed to ABC and comes from EMP

  Rule: a wrong address is refused, and nothing is stored or passed on

    @TRANS-78
    Scenario: Headers with nothing in them are none
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header OCPI-to-country-code EMPTY
      And the next request carries the header OCPI-to-party-id EMPTY
      And the next request carries the header OCPI-from-country-code EMPTY
      And the next request carries the header OCPI-from-party-id EMPTY
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is a success
      And EMP has received the Location

    @TRANS-78 @ROUTE-07
    Scenario: Half a pair with nothing in it
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header OCPI-to-country-code {cc}
      And the next request carries the header OCPI-to-party-id EMPTY
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 2001
      And the status message names "OCPI-to-party-id"

    @ROUTE-07
    Scenario Outline: Half a pair: only <header>
      Given operator ABC has an agreement with provider EMP
      And the next request carries the header <header> <value>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<missing>"
      And EMP lists no Location
      And EMP has received no PUT locations/{cc}/ABC/LOC1

      Examples:
        | header                 | value | missing                |
        | OCPI-to-country-code   | {cc}  | OCPI-to-party-id       |
        | OCPI-to-party-id       | EMP   | OCPI-to-country-code   |
        | OCPI-from-country-code | {cc}  | OCPI-from-party-id     |
        | OCPI-from-party-id     | ABC   | OCPI-from-country-code |

    @ROUTE-08
    Scenario: A sender that is not on the calling platform
      Given operators ABC and XYZ
      And provider EMP has agreements with operators ABC and XYZ
      And the next request comes from XYZ
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 2001
      And EMP lists no Location
      And EMP has received no PUT locations/{cc}/ABC/LOC1

    @ROUTE-09
    Scenario: A sender that is not the party in the URL
      Given operator ABC
      And the platform of ABC also runs DEF
      And provider EMP has agreements with operators ABC and DEF
      And the next request comes from DEF
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 2001
      And EMP lists no Location

    @ROUTE-10
    Scenario Outline: A receiver that <case>
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And operator XYZ
      And the next request carries:
        | OCPI-to-country-code | <country> |
        | OCPI-to-party-id     | <party>   |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 4001
      And the answer is addressed to ABC and comes from the hub
      And EMP lists no Location
      And EMP has received no PUT locations/{cc}/ABC/LOC1

      Examples:
        | case                 | country | party |
        | nobody knows         | {cc}    | QQQ   |
        | is in a far country  | QQ      | EMP   |
        | has no agreement     | {cc}    | OTH   |
        | has the same role    | {cc}    | XYZ   |
        | is the sender itself | {cc}    | ABC   |

    @ROUTE-10 @ROUTE-22
    Scenario Outline: A list of an owner that <case>
      Given operator ABC has an agreement with provider EMP
      And operator XYZ without an agreement with EMP
      And provider OTH
      And the next request carries:
        | OCPI-to-country-code | {cc}    |
        | OCPI-to-party-id     | <party> |
      When EMP sends GET locations
      Then the answer is HTTP 200 with status code 4001

      Examples:
        | case              | party |
        | nobody knows      | QQQ   |
        | has no agreement  | XYZ   |
        | has the same role | OTH   |

    @ROUTE-10 @HUB-14
    Scenario: A receiver whose agreement is over
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP is terminated
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 4001

    @ROUTE-11
    Scenario: A receiver that is agreed and not yet registered
      Given operator ABC
      And THR has been invited as provider
      And the agreement of ABC and THR is made
      And the next request is addressed to THR
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 4003
      And the answer is addressed to ABC and comes from the hub

    @ROUTE-11
    Scenario: A receiver that is agreed and has left
      Given operator ABC has an agreement with provider EMP
      And EMP sends DELETE credentials
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code 4003

  Rule: whose objects a list shows is up to To

    @ROUTE-21 @ROUTE-22 @ROUTE-34
    Scenario Outline: <path> addressed to <to>
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes <kind> O1
      And XYZ publishes <kind> O2
      And operator QQQ without an agreement with EMP
      And QQQ publishes <kind> O3
      And the next request is addressed to <to>
      When EMP sends GET <path>
      Then the data lists "<ids>"
      And the answer is addressed to EMP and comes from <to>

      Examples:
        | path      | kind     | to      | ids    |
        | locations | Location | the hub | O1, O2 |
        | locations | Location | ABC     | O1     |
        | locations | Location | XYZ     | O2     |
        | tariffs   | Tariff   | the hub | O1, O2 |
        | tariffs   | Tariff   | ABC     | O1     |

    @ROUTE-21 @ROUTE-22 @ROUTE-29
    Scenario Outline: Tokens addressed to <to>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes Token O1
      And OTH publishes Token O2
      And the next request is addressed to <to>
      When ABC sends GET tokens
      Then the data lists "<ids>"
      And the answer is addressed to ABC and comes from <to>

      Examples:
        | to      | ids    |
        | the hub | O1, O2 |
        | EMP     | O1     |
        | OTH     | O2     |

    @ROUTE-35 @CDR-14
    Scenario Outline: Sessions and CDRs show to each provider its own drivers only
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP has charged at ABC
      And ABC sends the CDR
      When <provider> sends GET <path>
      Then the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | provider | path                                    | ids  | total |
        | EMP      | sessions?date_from=2020-01-01T00:00:00Z | SES1 | 1     |
        | OTH      | sessions?date_from=2020-01-01T00:00:00Z |      | 0     |
        | EMP      | cdrs                                    | CDR1 | 1     |
        | OTH      | cdrs                                    |      | 0     |

  Rule: a single Location needs its owner's address

    @ROUTE-32
    Scenario Outline: <path> without an owner
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When EMP sends GET <path>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "OCPI-to-country-code"
      And the status message names "OCPI-to-party-id"

      Examples:
        | path                   |
        | locations/LOC1         |
        | locations/LOC1/EVSE1   |
        | locations/LOC1/EVSE1/1 |

    @ROUTE-32 @HUB-11
    Scenario: Who has it is told, of those with an agreement
      Given provider EMP has agreements with operators ABC and XYZ
      And operator OTH
      And ABC publishes the Location
      And XYZ publishes the Location
      And OTH publishes the Location
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 2001
      And the status message names "{cc}*ABC and {cc}*XYZ have it"
      When EMP sends GET locations/NONE
      Then the status message names "no operator that you have an agreement with has it"

    @ROUTE-53
    Scenario: The hub infers the owner where the operator of the hub allows it and one alone has it
      Given provider EMP has agreements with operators ABC and XYZ
      And operator OTH
      And ABC publishes the Location
      And OTH publishes the Location
      And the connection of EMP has the option infer_owner true
      When EMP sends GET locations/LOC1/EVSE1
      Then the data is evses.0 of ABC's Location
      And the answer is addressed to EMP and comes from ABC
      When XYZ publishes the Location
      And EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 2001

    @ROUTE-11
    Scenario: What the hub has is read also while its owner is away
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the administrator disconnects ABC
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the data is ABC's Location
      Given the next request is addressed to ABC
      When EMP sends GET locations
      Then the data lists "LOC1"

    @ROUTE-32
    Scenario: Addressed to the hub is without an owner too
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the next request is addressed to the hub
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 2001

    @ROUTE-33 @HUB-08
    Scenario Outline: The same id at two operators: <to>
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Location
      And XYZ publishes the Location
      And the next request is addressed to <to>
      When EMP sends GET locations/LOC1
      Then the data is <to>'s Location
      And the answer is addressed to EMP and comes from <to>

      Examples:
        | to  |
        | ABC |
        | XYZ |

    @ROUTE-33
    Scenario Outline: The operator that is addressed has no <path>
      Given provider EMP has agreements with operators ABC and XYZ
      And XYZ publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET <path>
      Then the answer is HTTP 404 with status code 2003

      Examples:
        | path                   |
        | locations/LOC1         |
        | locations/LOC1/EVSE1   |
        | locations/LOC1/EVSE1/1 |

    @ROUTE-37 @HUB-16
    Scenario: A provider reads its own tokens only
      Given operator ABC has agreements with providers EMP and OTH
      And OTH publishes the Token
      When EMP sends GET tokens/{cc}/OTH/TOK1
      Then the answer is HTTP 404
      When OTH sends GET tokens/{cc}/OTH/TOK1
      Then the data is the Token

  Rule: without From the sender is inferred

    @ROUTE-47 @ROUTE-09
    Scenario: From the URL, where it names a party
      Given operator ABC
      And the platform of ABC also runs DEF
      And provider EMP has an agreement with operator DEF
      When ABC sends PUT locations/{cc}/DEF/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      And the answer is addressed to DEF and comes from the hub
      And EMP has received PUT locations/{cc}/DEF/LOC1

    @ROUTE-51 @ROUTE-52
    Scenario: A list is of all that the platform's parties may see, in the default party's name
      Given provider EMP has an agreement with operator ABC
      And the platform of EMP also runs EMQ
      And provider EMQ has an agreement with operator XYZ
      And ABC publishes Tariff T1
      And XYZ publishes Tariff T2
      When EMP sends GET tariffs
      Then the data lists "T1, T2"
      And the answer is addressed to EMP and comes from the hub

    @ROUTE-51 @HUB-10
    Scenario: A list in one party's name is of what that party may see
      Given provider EMP has an agreement with operator ABC
      And the platform of EMP also runs EMQ
      And provider EMQ has an agreement with operator XYZ
      And ABC publishes Tariff T1
      And XYZ publishes Tariff T2
      And the next request comes from EMQ
      When EMP sends GET tariffs
      Then the data lists "T2"
      And the answer is addressed to EMQ and comes from the hub
