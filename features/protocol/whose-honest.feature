Feature: Whose Session it is, among honest partners
  No rule against cheats may stand in the way of those who do nothing wrong: fleets, shared cards, aggregators, moved
  customers, odd spellings, late reports.

  Background:
    Given operator ABC has agreements with providers VIC and OTH
    And ABC publishes the Location

  Rule: cards and contracts

    @ROUTE-43 @RTA-17
    Scenario: A fleet: one contract, many cards
      Given VIC sends PUT tokens/{cc}/VIC/CAR1-{cc} with Token TOK1, where uid is CAR1-{cc}
      And VIC sends PUT tokens/{cc}/VIC/CAR2-{cc} with Token TOK2, where:
        | uid     | CAR2-{cc}     |
        | auth_id | CON-{cc}-TOK1 |
      And ABC has received PUT tokens/{cc}/VIC/CAR2-{cc}
      And ABC sends POST tokens/CAR2-{cc}/authorize
      And the answer is addressed to ABC and comes from VIC
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_method is AUTH_REQUEST
      And ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2
      Then VIC has received PUT sessions/{cc}/ABC/SES1
      And VIC has received PUT sessions/{cc}/ABC/SES2
      And OTH has received no Session

    @ROUTE-43 @ROUTE-57
    Scenario: One card at two providers, with a contract at each
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And OTH sends PUT tokens/{cc}/OTH/CARD-{cc} with Token TOK2, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-OTH-C000001 |
      And ABC has received PUT tokens/{cc}/VIC/CARD-{cc}
      And ABC has received PUT tokens/{cc}/OTH/CARD-{cc}
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-OTH-C000001"
      And ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where auth_id is "{cc}-VIC-C000001"
      Then OTH has received PUT sessions/{cc}/ABC/SES1
      And VIC has received PUT sessions/{cc}/ABC/SES2
      And VIC lists 1 Session
      And OTH lists 1 Session

    @ROUTE-43 @ROUTE-57
    Scenario: A portfolio that an aggregator and its provider both store, since the operator of the hub says both may
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C000001"
      And the administrator sends POST /admin/settlements with body:
        """
        {"prefix":"{cc}-VIC","to":[{"country_code":"{cc}","party_id":"VIC"},{"country_code":"{cc}","party_id":"OTH"}]}
        """
      When OTH sends PUT tokens/{cc}/OTH/TOK2 with Token TOK2, where auth_id is "{cc}-VIC-C000001"
      Then the answer is a success
      And ABC has received PUT tokens/{cc}/OTH/TOK2
      When OTH commands START_SESSION, where token.auth_id is "{cc}-VIC-C000001"
      Then the data has result ACCEPTED
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | {cc}-VIC-C000001 |
        | auth_method | AUTH_REQUEST     |
      Then OTH has received the Session
      And VIC has received no Session

    @ROUTE-43
    Scenario: Customers that moved from one provider to another
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C000001"
      And OTH sends PUT tokens/{cc}/OTH/TOK2 with Token TOK2, where auth_id is "{cc}-VIC-C000001"
      And the administrator sends POST /admin/settlements with body:
        """
        {"contract":"{cc}-VIC-C000001","to":[{"country_code":"{cc}","party_id":"OTH"}],
         "from":{"country_code":"{cc}","party_id":"VIC"},"since":"2025-03-01T00:00:00Z"}
        """
      When ABC sends POST cdrs with the CDR, where auth_id is "{cc}-VIC-C000001"
      And ABC sends POST cdrs with CDR CDR2, where:
        | auth_id         | {cc}-VIC-C000001     |
        | start_date_time | 2025-02-28T07:00:00Z |
        | stop_date_time  | 2025-02-28T08:00:00Z |
      Then OTH has received CDR CDR1
      And VIC has received CDR CDR2
      And VIC lists 1 CDR
      And OTH lists 1 CDR

    @ROUTE-43 @TRANS-59
    Scenario Outline: A contract that the provider spells <stored>, and the operator <sent>
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "<stored>"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "<sent>"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received PUT sessions/{cc}/ABC/SES1
      And OTH has received no Session

      Examples:
        | stored               | sent                 |
        | {cc}-VIC-C00000001-7 | {cc}VICC000000017    |
        | {cc}VICC00000001     | {cc}*VIC*C00000001*7 |
        | {cc}-VIC-C00000001   | {cc.lower}vicc00000001 |

    @ROUTE-43 @ROUTE-45
    Scenario: A provider whose contracts begin with nobody's party
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-QQQ-C000001"
      And ABC has received PUT tokens/{cc}/VIC/TOK1
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-QQQ-C000001"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And OTH has not

    @ROUTE-43
    Scenario: A provider that registers anew keeps its contracts, though another names them later
      Given VIC publishes the Token
      And OTH sends PUT tokens/{cc}/OTH/TOK2 with Token TOK2, where auth_id is "CON-{cc}-TOK1"
      And VIC puts its credentials
      And the answer is a success
      And VIC publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And OTH has received no Session

  Rule: what is late, or comes in another order

    @ROUTE-40 @ROUTE-42
    Scenario: A provider that stores no Tokens, at an operator that sends CDRs only
      Given VIC commands START_SESSION
      And the data has result ACCEPTED
      And the present time is kept as start
      When ABC sends POST cdrs with the CDR, where:
        | auth_method     | AUTH_REQUEST |
        | start_date_time | {start}      |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And OTH has received no CDR

    @ROUTE-40 @ROUTE-42
    Scenario: The CDR before its Session, of an authorisation
      Given OTH answers POST tokens with HTTP 404 and status code 2004
      And ABC sends POST tokens/SWIPED-{cc}/authorize with the body {"location_id":"LOC1"}
      And the answer is addressed to ABC and comes from VIC
      And the present time is kept as start
      When ABC sends POST cdrs with the CDR, where:
        | auth_id         | SWIPED-{cc}  |
        | auth_method     | AUTH_REQUEST |
        | start_date_time | {start}      |
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id        | SWIPED-{cc}  |
        | auth_method    | AUTH_REQUEST |
        | start_datetime | {start}      |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And VIC has received the Session
      And OTH has received no Session
      And OTH has received no CDR

    @ROUTE-55
    Scenario: A start a minute before the agreement
      Given provider NEW without an agreement with ABC
      And NEW publishes the Token
      And the present time is kept as start
      And the agreement of ABC and NEW is made
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where start_datetime is "{start}"
      Then the answer is HTTP 201 with status code 1000
      And NEW has received the Session
      And VIC has received no Session

    @ROUTE-24 @ROUTE-43
    Scenario: A Session that overtakes its Token is told so at once, and taken when it comes again
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 200 with status code 4001
      When VIC publishes the Token
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And OTH has received no Session
