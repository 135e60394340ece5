Feature: Message ids
  X-Request-ID tells one request and its answer, X-Correlation-ID all messages that one request has caused.

  Rule: an answer carries the ids of its request

    @TRACE-01 @TRACE-04 @TRACE-08
    Scenario Outline: The ids <request> and <correlation>
      Given operator ABC
      And the next request carries:
        | X-Request-ID     | <request>     |
        | X-Correlation-ID | <correlation> |
      When ABC sends GET tokens
      Then the answer carries the header X-Request-ID <request>
      And the answer carries the header X-Correlation-ID <correlation>

      Examples:
        | request                              | correlation                          |
        | 7d1f8a4e-52a9-4f6b-8d6c-0d2f6f4a9b11 | 9b2f0c66-1f64-4df1-9a3b-4f7b6f3b9c22 |
        | r1                                   | c1                                   |
        | R/1:x?                               | (not)=a,uuid;                        |
        | 0123456789012345678901234567890123456789012345678901234567890123456789 | 1 |

    @TRACE-02 @TRACE-05 @TRACE-08
    Scenario: Missing ids are made up
      Given operator ABC
      When ABC sends GET tokens
      Then the answer's X-Request-ID is a UUID
      And the answer's X-Correlation-ID is a UUID

    @TRACE-07
    Scenario Outline: HTTP <http> carries both ids too
      Given operator ABC
      And the next request carries:
        | X-Request-ID     | r-<http>        |
        | X-Correlation-ID | c-<http>        |
        | Authorization    | <authorization> |
      When ABC sends <request>
      Then the answer is HTTP <http>
      And the answer carries the header X-Request-ID r-<http>
      And the answer carries the header X-Correlation-ID c-<http>

      Examples:
        | http | authorization     | request                                          |
        | 401  | absent            | GET tokens                                       |
        | 401  | Token nobody      | GET /ocpi/emsp/versions                          |
        | 404  | Token {ABC.token} | GET locations/{cc}/ABC/NOWHERE                   |
        | 404  | Token {ABC.token} | GET /ocpi/emsp/2.1.1/nonsense                    |
        | 405  | Token {ABC.token} | DELETE locations/{cc}/ABC/LOC1                   |
        | 400  | Token {ABC.token} | PUT locations/{cc}/ABC/LOC1 with the body {"id"  |

    @TRACE-02 @TRACE-07
    Scenario: An error without ids gets new ones
      Given operator ABC
      And the next request carries no Authorization header
      When ABC sends GET tokens
      Then the answer's X-Request-ID is a UUID
      And the answer's X-Correlation-ID is a UUID

  Rule: what the hub sends has a request id of its own and the correlation id of its cause

    @TRACE-03 @TRACE-04
    Scenario: Copies for several receivers
      Given operator ABC has agreements with providers EMP and OTH
      And the next request carries:
        | X-Request-ID     | r1 |
        | X-Correlation-ID | c1 |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID c1
      And its X-Request-ID is a UUID that no other message had
      And OTH has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID c1
      And its X-Request-ID is a UUID that no other message had

    @TRACE-03 @TRACE-04 @TRACE-01
    Scenario: A push for one receiver
      Given operator ABC has an agreement with provider EMP
      And the next request carries:
        | X-Request-ID         | r1   |
        | X-Correlation-ID     | c1   |
        | OCPI-to-country-code | {cc} |
        | OCPI-to-party-id     | EMP  |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer carries the header X-Request-ID r1
      And the answer carries the header X-Correlation-ID c1
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID c1
      And its X-Request-ID is a UUID that no other message had

    @TRACE-11
    Scenario Outline: <ids> are replaced, and the replacement travels on
      Given operator ABC has agreements with providers EMP and OTH
      And the next request carries message ids of <ids>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is a success
      And the answer's X-Request-ID is a UUID
      And the answer's X-Correlation-ID is a UUID
      And I keep the header X-Correlation-ID as correlation
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID {correlation}
      And OTH has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID {correlation}
      And the trace of correlation_id={correlation} tells that X-Request-ID and X-Correlation-ID were replaced

      Examples:
        | ids                       |
        | 7000 characters           |
        | 256 characters            |
        | letters with accents      |

    @TRACE-11
    Scenario: 255 characters are none too many
      Given operator ABC has an agreement with provider EMP
      And the next request carries message ids of 255 characters
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries an X-Correlation-ID of 255 characters

    @TRACE-05
    Scenario: A correlation id that was made up travels on
      Given operator ABC has agreements with providers EMP and OTH
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      And I keep the header X-Correlation-ID as correlation
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID {correlation}
      And OTH has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header X-Correlation-ID {correlation}

    @TRACE-04
    Scenario Outline: <request> keeps the correlation id
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC publishes the Tariff
      And the next request carries the header X-Correlation-ID c-<method>
      When ABC sends <request>
      Then EMP has received <method> <path>
      And that request carries the header X-Correlation-ID c-<method>

      Examples:
        | method | path                          | request                                                            |
        | PATCH  | locations/{cc}/ABC/LOC1       | PATCH locations/{cc}/ABC/LOC1 with the body {"name":"x"}           |
        | PATCH  | locations/{cc}/ABC/LOC1/EVSE1 | PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"BLOCKED"} |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE9 | PUT locations/{cc}/ABC/LOC1/EVSE9 with EVSE EVSE9                  |
        | DELETE | tariffs/{cc}/ABC/TAR1         | DELETE tariffs/{cc}/ABC/TAR1                                       |

    @TRACE-06
    Scenario: What the hub does on its own carries both ids
      Given operator ABC
      When the hub synchronises with ABC
      Then ABC has received GET locations
      And every call of the hub to ABC carries a header X-Request-ID
      And every call of the hub to ABC carries a header X-Correlation-ID
      And no two calls of the hub to ABC have the same X-Request-ID

    @TRACE-06
    Scenario: A handshake that the hub starts carries both ids
      Given the platform of operator ABC, unknown to the hub
      When the administrator connects ABC at its versions URL
      Then every call of the hub to ABC carries a header X-Request-ID
      And every call of the hub to ABC carries a header X-Correlation-ID

    @TRACE-10
    Scenario: A receiver that returns no ids
      Given operator ABC has an agreement with provider EMP
      And EMP returns no message ids
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is a success
