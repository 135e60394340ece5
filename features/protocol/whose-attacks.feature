Feature: Whose Session it is, attacked
  E is registered and agreed, and knows or guesses V's contracts, uids and references. Each scenario is one attack: what E
  was told, and where the Session and the CDR of V's driver went. `{cc}-VIC-…` has V's party at its head, `CON-{cc}-…`
  nobody's.

  Background:
    Given operator ABC has agreements with providers VIC and EVL
    And ABC publishes the Location

  Rule: commands with another's contract

    @ROUTE-40 @HCMD-17
    Scenario Outline: E commands with the contract of a Session that is V's, and waits for the CDR: <contract>
      Given VIC commands START_SESSION, where token.auth_id is "<contract>"
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      And VIC has received the Session
      When EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}   |
        | token.auth_id | <contract> |
      Then the data has result ACCEPTED
      When ABC sends POST cdrs with the CDR, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And EVL has received no CDR
      And EVL lists no CDR
      And EVL lists no Session

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-42 @HCMD-17
    Scenario Outline: E commands first, before the next session of V: <contract>
      Given VIC commands START_SESSION, where token.auth_id is "<contract>"
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      And EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}   |
        | token.auth_id | <contract> |
      And the data has result ACCEPTED
      And VIC commands START_SESSION, where token.auth_id is "<contract>"
      And EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}   |
        | token.auth_id | <contract> |
      When ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received PUT sessions/{cc}/ABC/SES2
      And EVL has not
      And EVL lists no Session

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-42 @ROUTE-54
    Scenario: E commands with one contract after the other
      Given EVL commands START_SESSION, where token.auth_id is "{cc}-VIC-C000001"
      And EVL commands START_SESSION, where token.auth_id is "{cc}-VIC-C000002"
      And EVL commands START_SESSION, where token.auth_id is "{cc}-VIC-C000003"
      And the data has result ACCEPTED
      And VIC commands START_SESSION, where token.auth_id is "{cc}-VIC-C000002"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | {cc}-VIC-C000002 |
        | auth_method | AUTH_REQUEST     |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      When VIC sends PUT tokens/{cc}/VIC/TOK3 with Token TOK3, where auth_id is "{cc}-VIC-C000003"
      And ABC sends PUT sessions/{cc}/ABC/SES3 with Session SES3, where auth_id is "{cc}-VIC-C000003"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received PUT sessions/{cc}/ABC/SES3
      And EVL has received no Session
      And EVL lists no Session

    @HCMD-15 @ROUTE-43
    Scenario Outline: E commands with a contract of V's Tokens, spelt <contract>
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C00000001-7"
      When EVL commands START_SESSION, where:
        | token.uid               | ANY-{cc}   |
        | token.auth_id           | <contract> |
        | authorization_reference | REF-{cc}   |
      Then the answer is HTTP 200 with status code 2001
      And the status message names "auth_id"
      And ABC has received no question
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id                 | {cc}-VIC-C00000001-7 |
        | auth_method             | AUTH_REQUEST         |
        | authorization_reference | REF-{cc}             |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | contract             |
        | {cc}-VIC-C00000001-7 |
        | {cc}vicc00000001     |
        | {cc}*VIC*C00000001*3 |

    @ROUTE-41 @ROUTE-54
    Scenario Outline: E names the reference that V's Session will carry: <contract>
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "<contract>"
      When EVL commands START_SESSION, where:
        | token.uid               | OWN-{cc}         |
        | token.auth_id           | {cc}-EVL-C000001 |
        | authorization_reference | REF-{cc}         |
      Then the data has result ACCEPTED
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id                 | <contract> |
        | authorization_reference | REF-{cc}   |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-41
    Scenario: Another operator copies a reference that it saw
      Given operator XYZ has an agreement with provider VIC
      And VIC commands START_SESSION, where authorization_reference is REF-{cc}
      And the data has result ACCEPTED
      When XYZ sends PUT sessions/{cc}/XYZ/SES1 with Session SES1, where:
        | auth_id                 | UNHEARD-{cc} |
        | auth_method             | AUTH_REQUEST |
        | authorization_reference | REF-{cc}     |
      Then the answer is HTTP 200 with status code 4001
      And VIC has received no Session
      And VIC lists no Session

    @ROUTE-42 @HCMD-17
    Scenario Outline: E reserves where V's driver holds his card to a reader: until <until>, at <evse>
      Given EVL commands RESERVE_NOW, where:
        | token.uid     | ANY-{cc}         |
        | token.auth_id | {cc}-VIC-C000001 |
        | expiry_date   | <until>          |
        | evse_uid      | <evse>           |
      And the data has result ACCEPTED
      And EVL answers POST tokens with HTTP 404 and status code 2004
      And VIC answers POST tokens with data {"allowed":"ALLOWED"}
      And ABC sends POST tokens/SWIPED-{cc}/authorize with the body {"location_id":"LOC1","evse_uids":["EVSE1"]}
      And the answer is addressed to ABC and comes from VIC
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | SWIPED-{cc}  |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | until                | evse   |
        | 2027-11-01T00:00:00Z | EVSE1  |
        | 2030-01-01T00:00:00Z | EVSE2  |
        | 2030-01-01T00:00:00Z | absent |

    @ROUTE-42 @RTA-17
    Scenario Outline: E reserves with the very uid that V's driver holds to a reader, at <evse>
      Given EVL commands RESERVE_NOW, where:
        | token.uid     | SWIPED-{cc}      |
        | token.auth_id | {cc}-VIC-C000001 |
        | evse_uid      | <evse>           |
      And the data has result ACCEPTED
      And EVL answers POST tokens with HTTP 404 and status code 2004
      And VIC answers POST tokens with data {"allowed":"ALLOWED"}
      And ABC sends POST tokens/SWIPED-{cc}/authorize with the body {"location_id":"LOC1","evse_uids":["EVSE1"]}
      And the answer is addressed to ABC and comes from VIC
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | SWIPED-{cc}  |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | evse   |
        | EVSE1  |
        | absent |

  Rule: what E started is E's, and nothing else

    @ROUTE-42 @ROUTE-54
    Scenario Outline: E starts a session with V's contract, and pays for it alone: <contract>
      Given EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}   |
        | token.auth_id | <contract> |
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And EVL has received the Session
      And VIC has not
      When VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "<contract>"
      And ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where auth_id is "<contract>"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received PUT sessions/{cc}/ABC/SES2
      And EVL has not
      When ABC sends POST cdrs with the CDR, where:
        | auth_id         | <contract>           |
        | start_date_time | 2025-03-02T07:00:00Z |
        | stop_date_time  | 2025-03-02T08:00:00Z |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And EVL has received no CDR
      And EVL lists 1 Session

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-40 @ROUTE-42
    Scenario: E has a session open with V's contract, minutes before V's at the same EVSE, and waits for V's CDR
      Given EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}         |
        | token.auth_id | {cc}-VIC-C000001 |
      And ABC sends PUT sessions/{cc}/ABC/EVIL with Session EVIL, where:
        | auth_id     | {cc}-VIC-C000001 |
        | auth_method | AUTH_REQUEST     |
      And EVL has received PUT sessions/{cc}/ABC/EVIL
      And VIC commands START_SESSION, where token.auth_id is "{cc}-VIC-C000001"
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id        | {cc}-VIC-C000001     |
        | auth_method    | AUTH_REQUEST         |
        | start_datetime | 2025-03-01T07:05:00Z |
      And VIC has received PUT sessions/{cc}/ABC/SES1
      When ABC sends POST cdrs with the CDR, where:
        | auth_id         | {cc}-VIC-C000001     |
        | auth_method     | AUTH_REQUEST         |
        | start_date_time | 2025-03-01T07:05:00Z |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And EVL has received no CDR
      And EVL lists no CDR
      And VIC lists 1 Session

    @ROUTE-40 @ROUTE-43
    Scenario: The same where V's operator sends CDRs only
      Given EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}      |
        | token.auth_id | CON-{cc}-TOK1 |
      And ABC sends PUT sessions/{cc}/ABC/EVIL with Session EVIL, where auth_method is AUTH_REQUEST
      And EVL has received PUT sessions/{cc}/ABC/EVIL
      And VIC publishes the Token
      When ABC sends POST cdrs with the CDR, where start_date_time is "2025-03-01T07:05:00Z"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the CDR
      And EVL has received no CDR
      And EVL lists no CDR

  Rule: Tokens with another's contract or uid

    @ROUTE-43 @ROUTE-57 @RTA-14
    Scenario Outline: E stores V's uid and contract <contract>, and answers first
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}  |
        | auth_id | <contract> |
      And EVL sends PUT tokens/{cc}/EVL/CARD-{cc} with Token TOK2, where:
        | uid     | CARD-{cc}  |
        | auth_id | <contract> |
      And the answer is a success
      And after 200 ms VIC answers POST tokens with data {"allowed":"ALLOWED"}
      When ABC sends POST tokens/CARD-{cc}/authorize
      Then the answer is addressed to ABC and comes from VIC
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session
      And ABC has received no PUT tokens/{cc}/EVL/CARD-{cc}

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-55 @ROUTE-54
    Scenario: A provider without an agreement stores V's next contracts
      Given provider OUT without an agreement with ABC
      And OUT sends PUT tokens/{cc}/OUT/T1 with Token T1, where auth_id is "CON-{cc}-TOK1"
      And OUT sends PUT tokens/{cc}/OUT/T2 with Token T2, where auth_id is "CON-{cc}-TOK2"
      And VIC publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      When VIC commands START_SESSION, where token.auth_id is "CON-{cc}-TOK2"
      Then the data has result ACCEPTED
      When ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, where:
        | auth_id     | CON-{cc}-TOK2 |
        | auth_method | AUTH_REQUEST  |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received PUT sessions/{cc}/ABC/SES2
      And ABC has received PUT tokens/{cc}/VIC/TOK1
      And OUT has received no Session
      And OUT lists no Session

    @ROUTE-43 @ROUTE-45 @ROUTE-57
    Scenario: E stores V's next contracts before V has issued them
      Given EVL sends PUT tokens/{cc}/EVL/N1 with Token N1, where auth_id is "{cc}-VIC-C000002"
      And the answer is a success
      And VIC sends PUT tokens/{cc}/VIC/TOK2 with Token TOK2, where auth_id is "{cc}-VIC-C000002"
      And ABC has received PUT tokens/{cc}/VIC/TOK2
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-VIC-C000002"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session
      And ABC has received no PUT tokens/{cc}/EVL/N1

    @ROUTE-57 @RTA-17 @RTA-18
    Scenario: E stores its own card with V's contract on ALWAYS, and lets its driver charge
      Given the connection of ABC has the option extensions "all"
      And VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-VIC-C000001"
      And EVL sends PUT tokens/{cc}/EVL/MINE-{cc} with Token TOK2, where:
        | uid       | MINE-{cc}        |
        | auth_id   | {cc}-VIC-C000001 |
        | whitelist | ALWAYS           |
      And EVL answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"MINE-{cc}","type":"RFID","auth_id":"{cc}-VIC-C000001","issuer":"E","valid":true,"whitelist":"ALWAYS","last_updated":"2025-03-01T08:00:00Z"}}
      When ABC sends POST tokens/MINE-{cc}/authorize
      Then the answer is addressed to ABC and comes from EVL
      And EVL has been asked 1 time
      And the data has allowed ALLOWED
      And the data has no token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | MINE-{cc}    |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And EVL has received the Session
      And VIC has not
      And VIC lists no Session

    @ROUTE-44 @ROUTE-54
    Scenario Outline: E stores a Token whose <field> is V's uid
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And EVL sends PUT tokens/{cc}/EVL/<uid> with Token TOK2, where:
        | uid     | <uid>      |
        | auth_id | <contract> |
      And the answer is a success
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "CARD-{cc}"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | field   | uid       | contract         |
        | auth_id | MINE      | CARD-{cc}        |
        | uid     | CARD-{cc} | {cc}-EVL-C000001 |

  Rule: answers of E to questions about V's drivers

    @RTA-17 @ROUTE-42
    Scenario Outline: E allows a card that nobody knows, with a token of V's contract <contract> and uid <uid>
      Given the connection of ABC has the option extensions "all"
      And VIC answers POST tokens with HTTP 404 and status code 2004
      And EVL answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"<uid>","type":"RFID","auth_id":"<contract>","issuer":"E","valid":true,"whitelist":"ALWAYS","last_updated":"2025-03-01T08:00:00Z"}}
      When ABC sends POST tokens/ASKED-{cc}/authorize with the body {"location_id":"LOC1"}
      Then the data has allowed ALLOWED
      And the data has no token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 200 with status code 4001
      When VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "<contract>"
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "<contract>"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

      Examples:
        | contract         | uid        |
        | {cc}-VIC-C000001 | ASKED-{cc} |
        | {cc}vicc000001   | ASKED-{cc} |
        | CON-{cc}-TOK1    | OTHER-{cc} |

    @RTA-17
    Scenario: E's answer about one card carries the Token of V
      Given the connection of ABC has the option extensions "all"
      And VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And VIC answers POST tokens with HTTP 404 and status code 2004
      And EVL answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"CARD-{cc}","type":"RFID","auth_id":"{cc}-VIC-C000001","issuer":"V","valid":true,"whitelist":"ALWAYS","last_updated":"2025-03-01T08:00:00Z"}}
      When ABC sends POST tokens/ASKED-{cc}/authorize
      Then the answer is addressed to ABC and comes from EVL
      And the data has allowed ALLOWED
      And the data has no token
      And the answer's text does not hold "CARD-{cc}"
      And the answer's text does not hold "{cc}-VIC-C000001"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | {cc}-VIC-C000001 |
        | auth_method | AUTH_REQUEST     |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session

    @RTA-14 @RTA-17
    Scenario: E has V's uid too, and allows what V blocks: E pays
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And EVL sends PUT tokens/{cc}/EVL/CARD-{cc} with Token TOK2, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-EVL-C000001 |
      And VIC answers POST tokens with data {"allowed":"BLOCKED"}
      And EVL answers POST tokens with data {"allowed":"ALLOWED"}
      And ABC sends POST tokens/CARD-{cc}/authorize
      And the answer is addressed to ABC and comes from EVL
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | CARD-{cc}    |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And EVL has received the Session
      And VIC has not
      And VIC lists no Session

    @RTA-14 @RTA-17
    Scenario: E has V's uid too, and blocks it: V's driver charges
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And EVL sends PUT tokens/{cc}/EVL/CARD-{cc} with Token TOK2, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-EVL-C000001 |
      And EVL answers POST tokens with data {"allowed":"BLOCKED"}
      And VIC answers POST tokens with data {"allowed":"ALLOWED"}
      When ABC sends POST tokens/CARD-{cc}/authorize
      Then the answer is addressed to ABC and comes from VIC
      And the data has allowed ALLOWED
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | CARD-{cc}    |
        | auth_method | AUTH_REQUEST |
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session

    @RTA-14 @RTA-17
    Scenario: E is not asked about a card of V's alone, whatever it would say
      Given VIC sends PUT tokens/{cc}/VIC/CARD-{cc} with Token TOK1, where:
        | uid     | CARD-{cc}        |
        | auth_id | {cc}-VIC-C000001 |
      And VIC answers POST tokens with data {"allowed":"BLOCKED"}
      And EVL answers POST tokens with data {"allowed":"ALLOWED"}
      When ABC sends POST tokens/CARD-{cc}/authorize
      Then the answer is addressed to ABC and comes from VIC
      And the data has allowed BLOCKED
      And EVL has not been asked

  Rule: what is held

    @ROUTE-56
    Scenario Outline: E harvests nothing of what is held by guessing contract <contract>
      Given the connection of ABC has the option hold_unbound true
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id     | <contract>   |
        | auth_method | AUTH_REQUEST |
      And the answer is HTTP 201 with status code 1000
      When EVL commands START_SESSION, where:
        | token.uid     | ANY-{cc}   |
        | token.auth_id | <contract> |
      And EVL sends PUT tokens/{cc}/EVL/TOK1 with the Token, where auth_id is "<contract>"
      Then the Session of ABC is held
      And EVL has received no Session
      And EVL lists no Session
      And VIC lists no Session

      Examples:
        | contract         |
        | {cc}-VIC-C000001 |
        | CON-{cc}-TOK1    |

    @ROUTE-56
    Scenario: E stops no session that is held
      Given the connection of ABC has the option hold_unbound true
      And ABC sends the Session
      And the Session of ABC is held
      When EVL commands STOP_SESSION
      Then the data has result UNKNOWN_SESSION
      And ABC has received no question

    @ROUTE-43 @ROUTE-57
    Scenario Outline: E spells V's contract <contract> as <spelling>, and so does the operator
      Given VIC sends PUT tokens/{cc}/VIC/V1 with Token V1, where auth_id is "<contract>"
      When EVL sends PUT tokens/{cc}/EVL/E1 with Token E1, where auth_id is "<spelling>"
      Then the answer is a success
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "<spelling>"
      Then VIC has received the Session
      And EVL has received no Session
      And ABC lists 1 Token

      Examples:
        | contract           | spelling             |
        | CON-{cc}-TOK1      | con-{cc.lower}-tok1  |
        | CON-{cc}-TOK1      | CON{cc}TOK1          |
        | {cc}-QQQ-C00000001 | {cc}-QQQ-C00000001-7 |

  Rule: whose party it is

    @ROUTE-45 @ROUTE-54
    Scenario: E calls itself by the party at the head of V's contracts
      Given VIC sends PUT tokens/{cc}/VIC/TOK1 with the Token, where auth_id is "{cc}-QQQ-C000001"
      And EVL puts its credentials, where party_id is "QQQ"
      When EVL sends PUT tokens/{cc}/QQQ/TOK1 with the Token, where auth_id is "{cc}-QQQ-C000001"
      Then the hub refuses it
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "{cc}-QQQ-C000001"
      Then the answer is HTTP 201 with status code 1000
      And VIC has received the Session
      And EVL has received no Session
      And EVL lists no Session
