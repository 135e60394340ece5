Feature: The promise
  Every partner connects once. The hub keeps everybody's objects, answers reads from its own store, pushes every change to
  the partners it concerns, passes on commands and real-time authorisations, and lets nothing through without a roaming
  agreement: in whatever dialect a partner is written to.

  Rule: lists are read by window

    @HUB-01 @TRANS-35 @TRANS-38 @TRANS-39 @TRANS-40 @EXT-19
    Scenario Outline: A list by window, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And ABC has published:
        | Location | L1 | 2025-01-01T00:00:00Z |
        | Location | L2 | 2025-02-01T00:00:00Z |
        | Location | L3 | 2025-03-01T00:00:00Z |
      When EMP sends GET locations?date_from=2025-02-01T00:00:00Z&date_to=2025-03-01T00:00:00Z
      Then the data lists "L2"
      And the answer carries the header X-Total-Count 1
      When EMP sends GET locations?limit=2
      Then the data lists "L1, L2"
      And the answer carries a header Link
      Given ABC cannot be reached
      When EMP sends GET locations?offset=2&limit=2
      Then the data lists "L3"
      And the answer carries no header Link

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |

  Rule: a change goes to all agreed parties and to nobody else, and nobody waits for it

    @HUB-02 @HUB-10 @HUB-25 @ROUTE-18 @EXT-19
    Scenario Outline: A push, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And operator XYZ and provider OTH in the dialect <extensions>
      And operator ZZZ and provider THR in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the agreement of ABC and OTH is made
      And the agreement of XYZ and THR is made
      And OTH does not answer PUT locations
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | id           | LOC1   |
        | city         | Rotterdam |
        | country_code | <mark> |
      And OTH has received PUT locations/{cc}/ABC/LOC1
      And THR has received no PUT locations/{cc}/ABC/LOC1
      And ABC has received no PUT locations/{cc}/ABC/LOC1
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"CHARGING"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      And its body has:
        | status | CHARGING |
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      And ABC sends DELETE tariffs/{cc}/ABC/TAR1
      Then EMP has received DELETE tariffs/{cc}/ABC/TAR1

      Examples:
        | extensions | mark   |
        | all        | {cc}   |
        | owner      | {cc}   |
        | none       | absent |
        | 2.2.1      | {cc}   |

    @HUB-01 @HUB-02 @EXT-19
    Scenario Outline: No round trip: what was sent is read though its owner is gone, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And ABC publishes the Location
      And ABC publishes the Tariff
      And ABC cannot be reached
      When EMP sends GET locations
      Then the data has:
        | 0.id           | LOC1   |
        | 0.country_code | <mark> |
        | 0.party_id     | <id>   |
      When EMP sends GET tariffs
      Then the data has:
        | 0.id           | TAR1   |
        | 0.country_code | <mark> |
        | 0.party_id     | <id>   |

      Examples:
        | extensions | mark   | id     |
        | all        | {cc}   | ABC    |
        | owner      | {cc}   | ABC    |
        | none       | absent | absent |
        | 2.2.1      | {cc}   | ABC    |

  Rule: without an agreement nothing passes

    @HUB-10 @HUB-11 @HUB-14 @EXT-19
    Scenario Outline: An agreement opens and shuts the gate, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And ABC publishes the Location
      When EMP sends GET locations
      Then the data is a list of 0 objects
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 2003
      And ABC has received no question
      Given the agreement of ABC and EMP is made
      When EMP sends GET locations
      Then the data is a list of 1 object
      Given the agreement of ABC and EMP is suspended
      When EMP sends GET locations
      Then the data is a list of 0 objects
      And EMP has received no PUT locations/{cc}/ABC/LOC1

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |

  Rule: Sessions and CDRs go to the driver's provider alone

    @ROUTE-20 @ROUTE-35 @CDR-14 @EXT-19
    Scenario Outline: A driver's Session and bill, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And operator XYZ and provider OTH in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the agreement of ABC and OTH is made
      And EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | id               | SES1   |
        | <in>country_code | <mark> |
      And OTH has received no PUT sessions/{cc}/ABC/SES1
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 201 with status code 1000
      And EMP has received POST cdrs
      And its body has:
        | id                     | CDR1   |
        | total_energy           | 14.5   |
        | <in>party_id           | <id>   |
        | tariffs.0.country_code | <mark> |
      When OTH sends GET cdrs
      Then the data is a list of 0 objects
      When EMP sends GET sessions?date_from=2020-01-01T00:00:00Z
      Then the data is a list of 1 object

      Examples:
        | extensions | in        | mark   | id     |
        | all        | location. | {cc}   | ABC    |
        | owner      | location. | absent | absent |
        | none       | location. | absent | absent |
        | 2.2.1      |           | {cc}   | ABC    |

  Rule: commands find their operator, and results their way back

    @HCMD-01 @HCMD-02 @HCMD-05 @ROUTE-38 @EXT-19
    Scenario Outline: A command, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And operator XYZ and provider OTH in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the agreement of XYZ and EMP is made
      And ABC publishes the Location
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 1000
      And the data has result ACCEPTED
      And ABC has received POST commands/START_SESSION
      And its body has:
        | location_id | LOC1 |
      And XYZ has received no POST commands/START_SESSION
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |

  Rule: a token that nobody is known to own is asked about at every agreed provider

    @RTA-05 @RTA-07 @RTA-17 @EXT-19 @EXT-21
    Scenario Outline: An unknown token, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And operator XYZ and provider OTH in the dialect <extensions>
      And operator ZZZ and provider THR in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the agreement of ABC and OTH is made
      And EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH answers POST tokens with data {"allowed":"ALLOWED"}
      When ABC sends POST tokens/STRAY/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed ALLOWED
      And the data has:
        | token.uid | <token> |
      And the answer is addressed to ABC and comes from OTH
      And EMP has received POST tokens/STRAY/authorize 1 times
      And OTH has received POST tokens/STRAY/authorize 1 times
      And THR has received no POST tokens/STRAY/authorize

      Examples:
        | extensions | token  |
        | all        | absent |
        | owner      | absent |
        | none       | absent |
        | 2.2.1      | STRAY  |

  Rule: routing headers may be left out, and only a single object of another party needs its owner

    @ROUTE-08 @ROUTE-10 @ROUTE-33 @LOC-05 @EXT-19
    Scenario Outline: Headers, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And ABC publishes the Location
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 2001
      And the status message names "OCPI-to-country-code"
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | id           | LOC1   |
        | country_code | <mark> |
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE1/1
      Then the data has id "1"
      And the data has no country_code
      When EMP sends GET locations
      Then the answer is HTTP 200 with status code 1000
      And the data is a list of 1 object

      Examples:
        | extensions | mark   |
        | all        | {cc}   |
        | owner      | {cc}   |
        | none       | absent |
        | 2.2.1      | {cc}   |

  Rule: owners keep their ids apart

    @HUB-08 @HUB-22 @EXT-19
    Scenario Outline: Two Locations of one id, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And operator XYZ and provider OTH in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the agreement of XYZ and EMP is made
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where city is "Ghent"
      And XYZ sends PUT locations/{cc}/XYZ/LOC1 with the Location, where city is "Liege"
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | city | Ghent |
      And EMP has received PUT locations/{cc}/XYZ/LOC1
      And its body has:
        | city | Liege |
      Given the next request is addressed to XYZ
      When EMP sends GET locations/LOC1
      Then the data has city "Liege"
      When XYZ sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 404 with status code 2003

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |

  Rule: message ids return, and travel on

    @TRACE-01 @TRACE-02 @TRACE-04 @EXT-19
    Scenario Outline: X-Request-ID and X-Correlation-ID, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And the next request carries:
        | X-Request-ID     | request-1     |
        | X-Correlation-ID | correlation-1 |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer carries the header X-Request-ID request-1
      And the answer carries the header X-Correlation-ID correlation-1
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID correlation-1

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |

  Rule: an authorization reference reaches who reads extensions, and nobody who refuses them

    @EXT-11 @EXT-19
    Scenario Outline: authorization_reference, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And EMP publishes the Token
      And EMP answers POST tokens with data {"allowed":"ALLOWED","authorization_reference":"REF-1"}
      When ABC sends POST tokens/TOK1/authorize
      Then the data has:
        | allowed                 | ALLOWED |
        | authorization_reference | <kept>  |
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where authorization_reference is "REF-1"
      Then EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | authorization_reference | <kept> |
      When ABC sends POST cdrs with the CDR, where authorization_reference is "REF-1"
      Then EMP has received POST cdrs
      And its body has:
        | authorization_reference | <kept> |

      Examples:
        | extensions | kept   |
        | all        | REF-1  |
        | owner      | REF-1  |
        | none       | absent |
        | 2.2.1      | REF-1  |

  Rule: charging profiles find the Session's operator

    @CP-02 @CP-20 @VER-13 @EXT-19
    Scenario Outline: A charging profile, <extensions>
      Given operator ABC and provider EMP in the dialect <extensions>
      And the agreement of ABC and EMP is made
      And EMP publishes the Token
      And ABC publishes the Session
      And ABC answers PUT chargingprofiles with data {"result":"ACCEPTED","timeout":30}
      When EMP sends a profile PUT for SES1
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | result  | ACCEPTED |
        | timeout | 30       |
      And ABC has received PUT chargingprofiles/SES1
      And its body has:
        | charging_profile.charging_rate_unit | A |
      When ABC posts the result ACCEPTED
      Then EMP has received the result ACCEPTED

      Examples:
        | extensions |
        | all        |
        | owner      |
        | none       |
        | 2.2.1      |
