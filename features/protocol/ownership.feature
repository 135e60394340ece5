Feature: Who owns what, and who may have it
  Every object has one owner, whose ids it carries, and goes to the parties that have an agreement with that owner.

  Rule: Locations and Tariffs name their owner

    @HUB-05
    Scenario Outline: A <kind> in lists, in pushes and in the owner's own reading
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the <kind>
      Then EMP has received PUT <module>/{cc}/ABC/<id>
      And its body has:
        | country_code | {cc} |
        | party_id     | ABC  |
      When EMP sends GET <module>
      Then the data has:
        | 0.country_code | {cc} |
        | 0.party_id     | ABC  |
      When ABC sends GET <module>/{cc}/ABC/<id>
      Then the data has:
        | country_code | {cc} |
        | party_id     | ABC  |

      Examples:
        | kind     | module    | id   |
        | Location | locations | LOC1 |
        | Tariff   | tariffs   | TAR1 |

    @HUB-05
    Scenario: A single Location
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the data has:
        | country_code | {cc} |
        | party_id     | ABC  |

    @HUB-06
    Scenario: The Location in a Session, the Location and the Tariffs in a CDR
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option extensions "all"
      And EMP publishes the Token
      When ABC sends the Session
      Then EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | location.country_code | {cc}   |
        | location.party_id     | ABC    |
        | country_code          | absent |
      When ABC sends the CDR
      Then EMP has received POST cdrs
      And its body has:
        | location.country_code  | {cc} |
        | location.party_id      | ABC  |
        | tariffs.0.country_code | {cc} |
        | tariffs.0.party_id     | ABC  |

    @HUB-07 @HUB-05
    Scenario: Tokens, EVSEs and Connectors get no such mark
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When EMP publishes the Token
      Then ABC has received PUT tokens/{cc}/EMP/TOK1
      And its body has:
        | country_code | absent |
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1 with EVSE EVSE1
      Then EMP has received PUT locations/{cc}/ABC/LOC1/EVSE1
      And its body has:
        | country_code | absent |

    @HUB-18
    Scenario Outline: A <kind> that names another owner by <field>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the <kind>
      When ABC sends <method> <path> with the <kind>, where <field> is "<value>"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"
      And EMP lists the <kind>

      Examples:
        | kind     | method | path                    | field        | value |
        | Location | PUT    | locations/{cc}/ABC/LOC1 | country_code | ZZ    |
        | Location | PUT    | locations/{cc}/ABC/LOC1 | party_id     | XYZ   |
        | Location | PATCH  | locations/{cc}/ABC/LOC1 | party_id     | XYZ   |
        | Tariff   | PUT    | tariffs/{cc}/ABC/TAR1   | country_code | ZZ    |
        | Tariff   | PUT    | tariffs/{cc}/ABC/TAR1   | party_id     | XYZ   |
        | Tariff   | PATCH  | tariffs/{cc}/ABC/TAR1   | country_code | ZZ    |

    @HUB-18 @TRANS-58 @HUB-05
    Scenario: Case makes no other owner, and leaves as upper case
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | country_code | {cc.lower} |
        | party_id     | abc        |
      Then the answer is a success
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | country_code | {cc} |
        | party_id     | ABC  |

    @HUB-33
    Scenario Outline: A Location whose operator is <operator> gets the owner's business details
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where operator is <operator>
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | operator.name | ABC Mobility |
      When EMP sends GET locations
      Then the data has 0.operator.name "ABC Mobility"

      Examples:
        | operator |
        | absent   |
        | null     |

    @HUB-33 @HUB-07
    Scenario: An operator that is named stays
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | operator | {"name":"Harbour Charging"} |

  Rule: last_updated is the owner's

    @HUB-03 @HUB-07
    Scenario Outline: <case>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where last_updated is "<time>"
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the Tariff
      When EMP sends GET tariffs
      Then the data has 0.last_updated "<time>"

      Examples:
        | case                            | time                 |
        | Long ago, before what is stored | 2019-05-05T05:05:05Z |
        | In the future                   | 2039-05-05T05:05:05Z |
        | Without Z                       | 2025-05-05T05:05:05  |

    @HUB-03
    Scenario: A change that tells its time keeps it, in its parents too
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"BLOCKED","last_updated":"2039-05-05T05:05:05Z"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      And its body has:
        | last_updated | 2039-05-05T05:05:05Z |
      When EMP sends GET locations
      Then the data has 0.last_updated "2039-05-05T05:05:05Z"

  Rule: nobody acts under another party's name

    @HUB-16
    Scenario Outline: An operator: <method> <path>
      Given provider EMP has agreements with operators ABC and XYZ
      And XYZ publishes the Location
      And XYZ publishes the Tariff
      And a driver of EMP is charging at XYZ
      When ABC sends <method> <path> with <object>
      Then the answer is HTTP 404 with status code <code>
      And the answer has no data
      And EMP lists XYZ's <kind>

      Examples:
        | method | path                           | object      | kind     | code |
        | GET    | locations/{cc}/XYZ/LOC1        | XYZ's Location | Location | 2003 |
        | PUT    | locations/{cc}/XYZ/LOC1        | a Location LOC1 | Location | 2003 |
        | PATCH  | locations/{cc}/XYZ/LOC1/EVSE1  | EVSE EVSE1  | Location | 2003 |
        | PUT    | locations/{cc}/XYZ/LOC1/EVSE3  | EVSE EVSE3  | Location | 2003 |
        | PUT    | tariffs/{cc}/XYZ/TAR1          | a Tariff TAR1 | Tariff | 2001 |
        | DELETE | tariffs/{cc}/XYZ/TAR1          | XYZ's Tariff | Tariff  | 2001 |
        | GET    | sessions/{cc}/XYZ/SES1         | XYZ's Session | Session | 2001 |
        | PUT    | sessions/{cc}/XYZ/SES1         | a Session SES1 | Session | 2001 |
        | PATCH  | sessions/{cc}/XYZ/SES1         | a Session SES1 | Session | 2001 |

    @HUB-16
    Scenario Outline: A provider: <method> tokens/…/OTH/TOK1
      Given operator ABC has agreements with providers EMP and OTH
      And OTH publishes the Token
      When EMP sends <method> tokens/{cc}/OTH/TOK1 with a Token TOK1
      Then the answer is HTTP 404 with status code 2001
      And the answer has no data
      And ABC lists OTH's Token
      And ABC lists 1 Token

      Examples:
        | method |
        | GET    |
        | PUT    |
        | PATCH  |

    @HUB-16 @HUB-08
    Scenario: The sister party on the same platform is another owner
      Given operator ABC has an agreement with provider EMP
      And the platform of ABC also runs DEF
      And provider EMP has an agreement with operator DEF
      And ABC publishes the Location
      When ABC sends GET locations/{cc}/DEF/LOC1
      Then the answer is HTTP 404 with status code 2003

  Rule: owners may use the same ids

    @HUB-08
    Scenario Outline: <kind> <id> of two operators
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the <kind>
      When XYZ publishes the <kind>
      Then EMP has received PUT <module>/{cc}/ABC/<id>
      And EMP has received PUT <module>/{cc}/XYZ/<id>
      When EMP sends GET <module>
      Then the data lists "<id>, <id>"
      And the data at 0 is ABC's <kind>
      And the data at 1 is XYZ's <kind>

      Examples:
        | kind     | module    | id   |
        | Location | locations | LOC1 |
        | Tariff   | tariffs   | TAR1 |

    @HUB-08 @LOC-18
    Scenario: A change of the one leaves the other alone
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Location
      And XYZ publishes the Location
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And the next request is addressed to XYZ
      And EMP sends GET locations/LOC1
      Then the data is XYZ's Location

    @HUB-08 @TAR-06
    Scenario: Deleting the one leaves the other alone
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Tariff
      And XYZ publishes the Tariff
      When ABC withdraws the Tariff
      And EMP sends GET tariffs
      Then the data lists "TAR1"
      And the data at 0 is XYZ's Tariff

  Rule: every party with an agreement gets its copy, and no other party

    @HUB-10 @HUB-30 @HUB-25
    Scenario: Two with, one without
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1 1 time
      And OTH has received PUT locations/{cc}/ABC/LOC1 1 time
      And THR has received no PUT locations/{cc}/ABC/LOC1
      And THR lists no Location

    @HUB-10
    Scenario: A single Location of a party without an agreement
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And ABC publishes the Location
      And the next request is addressed to ABC
      When OTH sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 4001
      And the answer has no data

    @HUB-30
    Scenario: Two parties of one platform get a copy each
      Given operator ABC has an agreement with provider EMP
      And the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1, once for each of EMP and EMQ
      And EMP lists 1 Location

    @HUB-30 @HUB-10
    Scenario: A party of the platform without an agreement gets none
      Given operator ABC has an agreement with provider EMP
      And the platform of EMP also runs EMQ
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1, once for each of EMP

    @HUB-30
    Scenario: The pushing party gets nothing back
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      Then EMP has received the Location
      And ABC has received no PUT locations/{cc}/ABC/LOC1

    @HUB-09
    Scenario Outline: A push for one party is passed on to that one, listed to all: <method>
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Tariff
      And EMP has received the Tariff
      And the next request is addressed to EMP
      When ABC sends <method> tariffs/{cc}/ABC/TAR1 with the Tariff, where currency is "SEK"
      Then the answer is a success
      And EMP has received <method> tariffs/{cc}/ABC/TAR1
      And its body has:
        | currency | SEK |
      And OTH has not received the currency SEK
      When OTH sends GET tariffs
      Then the data lists "TAR1"
      And the data has 0.currency "SEK"

      Examples:
        | method |
        | PUT    |
        | PATCH  |

    @HUB-09
    Scenario: A Token for one operator
      Given provider EMP has agreements with operators ABC and XYZ
      And the next request is addressed to ABC
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token
      Then ABC has received PUT tokens/{cc}/EMP/TOK1
      And XYZ has not
      And XYZ lists the Token

  Rule: an invalid push reaches nobody

    @HUB-20 @TRANS-44
    Scenario Outline: <method> <path>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      When <partner> sends <method> <path> with <object>, where last_updated is "yesterday"
      Then the answer is HTTP 200 with status code 2001
      And <receiver> has received no <method> <path>
      And <receiver> lists no <object>

      Examples:
        | partner | receiver | method | path                    | object       |
        | ABC     | EMP      | PUT    | locations/{cc}/ABC/LOC1 | Location LOC1 |
        | ABC     | EMP      | PUT    | tariffs/{cc}/ABC/TAR1   | Tariff TAR1  |
        | ABC     | EMP      | PUT    | sessions/{cc}/ABC/SES1  | Session SES1 |
        | ABC     | EMP      | POST   | cdrs                    | CDR CDR1     |
        | EMP     | ABC      | PUT    | tokens/{cc}/EMP/TOK2    | Token TOK2   |

  Rule: pushes name the owner in their URL, or the hub where a connection asks for that

    @HUB-22 @HUB-23
    Scenario Outline: <kind> with push_as <option>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And the connection of EMP has the option push_as "<option>"
      When ABC publishes the <kind>
      Then EMP has received PUT <path>
      And EMP has received the <kind>

      Examples:
        | kind     | option | path                    |
        | Location | owner  | locations/{cc}/ABC/LOC1 |
        | Location | hub    | locations/DE/HUB/LOC1   |
        | Tariff   | hub    | tariffs/DE/HUB/TAR1     |
        | Session  | owner  | sessions/{cc}/ABC/SES1  |
        | Session  | hub    | sessions/DE/HUB/SES1    |

    @HUB-23
    Scenario: Changes and deletions too
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option push_as "hub"
      And ABC publishes the Location
      And ABC publishes the Tariff
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And ABC withdraws the Tariff
      Then EMP has received PATCH locations/DE/HUB/LOC1/EVSE1
      And EMP has received DELETE tariffs/DE/HUB/TAR1

    @HUB-23 @HUB-05
    Scenario: Inside the object the owner stays
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option push_as "hub"
      When ABC publishes the Location
      Then EMP has received PUT locations/DE/HUB/LOC1
      And its body has:
        | country_code | {cc} |
        | party_id     | ABC  |

    @HUB-22 @HUB-23
    Scenario: Each connection has its own way
      Given operator ABC has agreements with providers EMP and OTH
      And the connection of EMP has the option push_as "hub"
      When ABC publishes the Location
      Then EMP has received PUT locations/DE/HUB/LOC1
      And OTH has received PUT locations/{cc}/ABC/LOC1

    @HUB-23
    Scenario: Tokens for operators
      Given operator ABC has an agreement with provider EMP
      And the connection of ABC has the option push_as "hub"
      When EMP publishes the Token
      Then ABC has received PUT tokens/DE/HUB/TOK1

    @HUB-24 @HUB-08
    Scenario Outline: A second owner's <kind> with the same id is held back and reported
      Given provider EMP has agreements with operators ABC and XYZ
      And the connection of EMP has the option push_as "hub"
      And ABC publishes the <kind>
      When XYZ publishes the <kind>
      Then EMP has received PUT <module>/DE/HUB/<id> 1 time
      And EMP has received ABC's <kind>
      And the operator of the hub reads about <id> in the delivery to EMP
      And EMP lists 2 <kind>s

      Examples:
        | kind     | module    | id   |
        | Location | locations | LOC1 |
        | Tariff   | tariffs   | TAR1 |

    @HUB-24 @HUB-08
    Scenario: Sessions of one provider's drivers at two operators
      Given provider EMP has agreements with operators ABC and XYZ
      And the connection of EMP has the option push_as "hub"
      And EMP publishes the Token
      And ABC sends the Session
      When XYZ sends the Session
      Then EMP has received PUT sessions/DE/HUB/SES1 1 time
      And EMP has received ABC's Session
      And the operator of the hub reads about SES1 in the delivery to EMP
      And EMP lists 2 Sessions

    @HUB-24
    Scenario: The first owner's changes go on, the second owner's do not
      Given provider EMP has agreements with operators ABC and XYZ
      And the connection of EMP has the option push_as "hub"
      And ABC publishes the Tariff
      And XYZ publishes the Tariff
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the body {"currency":"SEK"}
      And XYZ sends PATCH tariffs/{cc}/XYZ/TAR1 with the body {"currency":"CHF"}
      Then EMP has received PATCH tariffs/DE/HUB/TAR1 1 time
      And EMP has received PATCH tariffs/DE/HUB/TAR1
      And its body has:
        | currency | SEK |

    @HUB-24
    Scenario: Nor does the second owner's deletion
      Given provider EMP has agreements with operators ABC and XYZ
      And the connection of EMP has the option push_as "hub"
      And ABC publishes the Tariff
      And XYZ publishes the Tariff
      When XYZ withdraws the Tariff
      Then EMP has received no DELETE tariffs/DE/HUB/TAR1
      And EMP lists ABC's Tariff

    @HUB-24
    Scenario: An owner without an agreement is in nobody's way
      Given operator ABC has an agreement with provider EMP
      And operator XYZ without an agreement with EMP
      And the connection of EMP has the option push_as "hub"
      And XYZ publishes the Tariff
      When ABC publishes the Tariff
      Then EMP has received PUT tariffs/DE/HUB/TAR1
      And EMP has received ABC's Tariff

    @HUB-24 @HUB-08
    Scenario: Tokens of two providers
      Given operator ABC has agreements with providers EMP and OTH
      And the connection of ABC has the option push_as "hub"
      And EMP publishes the Token
      When OTH sends PUT tokens/{cc}/OTH/TOK1 with the Token, where auth_id is "OWN-{cc}-TOK1"
      Then ABC has received PUT tokens/DE/HUB/TOK1 1 time
      And ABC has received EMP's Token
      And the operator of the hub reads about TOK1 in the delivery to ABC
      And ABC lists 2 Tokens
