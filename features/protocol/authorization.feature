Feature: Real-time authorisation
  An operator asks whether a driver may charge. The hub puts the question to the provider that owns the token or, when
  nobody is known to own it, to every provider with an agreement at once.

  Rule: a known token is its owner's matter

    @RTA-01 @RTA-03 @RTA-04 @TOK-12 @ROUTE-03 @ROUTE-04 @ROUTE-30
    Scenario Outline: The owner says <verdict>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP answers POST tokens with data {"allowed":"<verdict>"}
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed <verdict>
      And the answer is addressed to ABC and comes from EMP
      And EMP has received POST tokens/TOK1/authorize
      And that request is addressed to EMP and comes from ABC
      And OTH has not been asked

      Examples:
        | verdict     |
        | ALLOWED     |
        | BLOCKED     |
        | EXPIRED     |
        | NO_CREDIT   |
        | NOT_ALLOWED |

    @RTA-04 @TOK-18 @EXT-11
    Scenario Outline: All the owner says reaches the operator: <part>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP answers POST tokens with data {"allowed":"ALLOWED","<part>":<content>}
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"LOC1","evse_uids":["EVSE1","EVSE2"]}
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | allowed | ALLOWED   |
        | <part>  | <content> |

      Examples:
        | part                    | content                                                                 |
        | location                | {"location_id":"LOC1","evse_uids":["EVSE1"],"connector_ids":["1"]}      |
        | info                    | {"language":"en","text":"Have a good trip"}                             |
        | authorization_reference | "Ref/2025-0001"                                                         |
        | x_price                 | {"kwh":0.3}                                                             |

    @RTA-04 @TOK-19 @TOK-20 @ROUTE-13
    Scenario Outline: The owner's error, HTTP <http> with <code>, reaches the operator
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP answers POST tokens with HTTP <http> and status code <code>
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to ABC and comes from EMP
      And OTH has not been asked

      Examples:
        | http | code |
        | 200  | 2002 |
        | 404  | 2004 |
        | 200  | 2000 |
        | 200  | 3000 |

    @RTA-12 @RTA-13 @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: An owner that <trouble>: <code>, and nobody else is asked
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP <trouble>
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to ABC and comes from the hub
      And OTH has not been asked

      Examples:
        | trouble                                                 | code |
        | does not answer POST tokens                             | 4002 |
        | answers POST tokens 4000 ms late                        | 4002 |
        | cannot be reached                                       | 4003 |
        | answers POST tokens with HTTP 401 and status code 2000  | 4003 |
        | answers POST tokens with HTTP 500                       | 4000 |
        | answers POST tokens with the body <garbage>             | 4000 |
        | answers POST tokens with data {"allowed":"PERHAPS"}     | 4000 |

    @RTA-12
    Scenario: An owner that has left
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP sends DELETE credentials
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code 4003
      And OTH has not been asked

  Rule: the question reaches the owner as it was put

    @RTA-02 @TOK-14 @TOK-15 @TOK-16 @EXT-07
    Scenario Outline: tokens/TOK1/authorize<query> is about type <type>
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/TOK1/authorize<query>
      Then EMP has received POST tokens/TOK1/authorize
      And its query has type <type>
      And that request's URL is "/ocpi/emsp/2.1.1/tokens/TOK1/authorize?type=<type>"

      Examples:
        | query                  | type        |
        |                        | RFID        |
        | ?type=RFID             | RFID        |
        | ?type=OTHER            | OTHER       |
        | ?type=APP_USER         | APP_USER    |
        | ?type=AD_HOC_USER      | AD_HOC_USER |
        | ?token_type=OTHER      | OTHER       |
        | ?token_type=APP_USER   | APP_USER    |

    @RTA-02 @TRANS-57
    Scenario: A uid with special characters
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/A%2FB%20%23%2A/authorize
      Then the answer is HTTP 200 with status code 1000
      And EMP has received POST "tokens/A/B #*/authorize"

    @RTA-02 @TOK-17
    Scenario Outline: The body <body>
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/TOK1/authorize with the body <body>
      Then the answer is HTTP 200 with status code 1000
      And EMP has received POST tokens/TOK1/authorize
      And its body is <body>

      Examples:
        | body                                                                          |
        | {"location_id":"LOC1"}                                                        |
        | {"location_id":"LOC1","evse_uids":[],"connector_ids":[]}                      |
        | {"location_id":"LOC1","evse_uids":["EVSE1","EVSE2"],"connector_ids":["1"]}    |
        | {"location_id":"LOC1","x_lane":3}                                             |

    @TOK-17
    Scenario Outline: No location: <case>
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/TOK1/<rest>
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed ALLOWED

      Examples:
        | case           | rest                       |
        | no body at all | authorize                  |
        | an empty body  | authorize with the body {} |

    @TRANS-22 @RTA-02
    Scenario Outline: The body <body> is no location
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/TOK1/authorize with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And EMP has not been asked

      Examples:
        | body                                              |
        | {"evse_uids":["EVSE1"]}                           |
        | {"location_id":1}                                 |
        | {"location_id":"LOC1","evse_uids":"EVSE1"}        |
        | {"location_id":"LOC1","connector_ids":[1]}        |
        | ["LOC1"]                                          |
        | "LOC1"                                            |

    @TRANS-22 @TRANS-14
    Scenario Outline: A type that is none: <query>
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/TOK1/authorize?<query>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "type"
      And EMP has not been asked

      Examples:
        | query            |
        | type=CARD        |
        | type=rfid        |
        | token_type=CARD  |

    @TOK-13 @TOK-11 @TRANS-21
    Scenario: Only POST, and only at …/authorize
      Given operator ABC has an agreement with provider EMP
      When ABC tries GET, PUT, PATCH and DELETE on tokens/TOK1/authorize
      Then every answer is HTTP 405 with status code 2000
      And EMP has not been asked

    @TOK-13
    Scenario: POST without …/authorize authorises nobody
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      When ABC sends POST tokens/TOK1
      Then the answer is HTTP 404 or 405
      And EMP has not been asked

  Rule: a token that nobody is known to own is a question to all at once

    @RTA-05 @RTA-03 @RTA-11
    Scenario: Each is asked once, while none has answered
      Given operator ABC has agreements with providers EMP, OTH and THR
      And EMP does not answer POST tokens
      And OTH does not answer POST tokens
      And THR does not answer POST tokens
      When ABC sends POST tokens/WHOSE/authorize with the body {"location_id":"LOC1"}
      Then EMP, OTH and THR have been asked once each
      And EMP has received POST tokens/WHOSE/authorize
      And that request is addressed to EMP and comes from ABC
      And OTH has received POST tokens/WHOSE/authorize
      And that request is addressed to OTH and comes from ABC
      And its query has type RFID
      And its body is {"location_id":"LOC1"}
      And the answer is HTTP 200 with status code 4002

    @RTA-06 @RTA-05 @HUB-26
    Scenario: Who has no agreement, has one no longer or offers no tokens is not asked
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And the agreement of ABC and OTH is suspended
      And FOU has been invited as provider
      And FOU offers no tokens endpoint
      And FOU registers
      And the agreement of ABC and FOU is made
      When ABC sends POST tokens/WHOSE/authorize
      Then the data has allowed ALLOWED
      And the answer is addressed to ABC and comes from EMP
      And EMP has been asked 1 time
      And OTH, THR and FOU have not been asked

    @HUB-14 @RTA-06 @RTA-10
    Scenario Outline: After the end of the agreement <owner> is not asked
      Given operator ABC has an agreement with provider EMP
      And <before>
      And the agreement of ABC and EMP is terminated
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 404 with status code 2004
      And EMP has not been asked

      Examples:
        | owner     | before                    |
        | the owner | EMP publishes the Token   |
        | anybody   | EMP publishes Token SPARE |

    @RTA-05
    Scenario: Two providers on one platform are asked each for itself
      Given operator ABC has an agreement with provider EMP
      And the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      When ABC sends POST tokens/WHOSE/authorize
      Then EMP has received POST tokens/WHOSE/authorize, once for each of EMP and EMQ

  Rule: the first ALLOWED ends it

    @own-hub @RTA-07
    Scenario: No provider that has yet to answer is waited for
      Given a hub with:
        | HUB_AUTHORIZE_TIMEOUT_MS | 9000 |
      And operator ABC has agreements with providers EMP, OTH and THR
      And EMP answers POST tokens 6000 ms late
      And THR does not answer POST tokens
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed ALLOWED
      And the answer is addressed to ABC and comes from OTH
      And EMP has been asked and has not answered yet
      And THR has been asked and has not answered yet

    @RTA-07
    Scenario Outline: Of two the one that comes first: <first>
      Given operator ABC has agreements with providers EMP and OTH
      And after 400 ms <second> answers POST tokens with data {"allowed":"ALLOWED","authorization_reference":"second"}
      And <first> answers POST tokens with data {"allowed":"ALLOWED","authorization_reference":"first"}
      When ABC sends POST tokens/WHOSE/authorize
      Then the data has authorization_reference first
      And the answer is addressed to ABC and comes from <first>

      Examples:
        | first | second |
        | EMP   | OTH    |
        | OTH   | EMP    |

    @RTA-07 @RTA-08
    Scenario Outline: It is waited for, while EMP <before>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP <before>
      And after 200 ms OTH answers POST tokens with data {"allowed":"ALLOWED"}
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed ALLOWED
      And the answer is addressed to ABC and comes from OTH

      Examples:
        | before                                                                         |
        | answers POST tokens with data {"allowed":"NOT_ALLOWED"}                        |
        | answers POST tokens with data {"allowed":"BLOCKED"}                            |
        | answers POST tokens with status code 2002                                      |
        | answers POST tokens with HTTP 404 and status code 2004                         |
        | answers POST tokens with status code 3000                                      |
        | answers POST tokens with HTTP 500                                              |
        | answers POST tokens with HTTP 401 and status code 2000                         |
        | answers POST tokens with the body <garbage>                                    |
        | answers POST tokens with the body {"allowed":"ALLOWED"}                        |
        | answers POST tokens with the body {"data":{"allowed":"ALLOWED"}}               |
        | answers POST tokens with data {"allowed":"PERHAPS"}                            |
        | answers POST tokens with data "ALLOWED"                                        |
        | answers POST tokens with data [{"allowed":"ALLOWED"},{"allowed":"ALLOWED"}]    |
        | answers POST tokens with data {"allowed":"ALLOWED","location":"everywhere"}    |
        | answers POST tokens with data {"allowed":"ALLOWED","info":"fine"}              |
        | cuts POST tokens                                                               |
        | cannot be reached                                                              |

  Rule: without ALLOWED the best answer counts, once all have come or the time is over

    @RTA-08
    Scenario Outline: <one> and <other>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with <one>
      And OTH answers POST tokens with <other>
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed <verdict>
      And the answer is addressed to ABC and comes from <provider>

      Examples:
        | one                           | other                          | verdict     | provider |
        | data {"allowed":"NOT_ALLOWED"} | data {"allowed":"NO_CREDIT"}  | NOT_ALLOWED | EMP      |
        | data {"allowed":"NO_CREDIT"}  | data {"allowed":"NOT_ALLOWED"} | NOT_ALLOWED | OTH      |
        | data {"allowed":"NO_CREDIT"}  | data {"allowed":"EXPIRED"}     | NO_CREDIT   | EMP      |
        | data {"allowed":"EXPIRED"}    | data {"allowed":"NO_CREDIT"}   | NO_CREDIT   | OTH      |
        | data {"allowed":"EXPIRED"}    | data {"allowed":"BLOCKED"}     | EXPIRED     | EMP      |
        | data {"allowed":"BLOCKED"}    | data {"allowed":"EXPIRED"}     | EXPIRED     | OTH      |
        | data {"allowed":"BLOCKED"}    | status code 2002               | BLOCKED     | EMP      |
        | HTTP 404 and status code 2004 | data {"allowed":"BLOCKED"}     | BLOCKED     | OTH      |
        | HTTP 500                      | data {"allowed":"BLOCKED"}     | BLOCKED     | OTH      |
        | the body <garbage>            | data {"allowed":"BLOCKED"}     | BLOCKED     | OTH      |
        | status code 3000              | data {"allowed":"BLOCKED"}     | BLOCKED     | OTH      |

    @RTA-09 @TOK-19
    Scenario Outline: 2002, while the other answers with <other>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with status code 2002
      And OTH answers POST tokens with <other>
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 2002

      Examples:
        | other                         |
        | status code 2002              |
        | HTTP 404 and status code 2004 |
        | HTTP 500                      |
        | status code 3000              |

    @RTA-10 @TOK-20
    Scenario Outline: One says unknown, the other <other>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH <other>
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 404 with status code 2004
      And the answer is addressed to ABC and comes from the hub
      And the answer has no data

      Examples:
        | other                                                  |
        | answers POST tokens with HTTP 404 and status code 2004 |
        | answers POST tokens with status code 2004              |
        | answers POST tokens with HTTP 500                      |
        | does not answer POST tokens                            |
        | cannot be reached                                      |

    @RTA-10
    Scenario: There is nobody to ask
      Given operator ABC
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 404 with status code 2004
      And the answer is addressed to ABC and comes from the hub

    @RTA-11
    Scenario Outline: EMP <one>, OTH <other>: <code>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP <one>
      And OTH <other>
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to ABC and comes from the hub

      Examples:
        | one                         | other                                        | code |
        | does not answer POST tokens | does not answer POST tokens                  | 4002 |
        | does not answer POST tokens | cannot be reached                            | 4002 |
        | does not answer POST tokens | answers POST tokens with HTTP 500            | 4002 |
        | cannot be reached           | cannot be reached                            | 4003 |
        | cannot be reached           | cuts POST tokens                             | 4003 |
        | cannot be reached           | answers POST tokens with the body <garbage>  | 4003 |

    @RTA-08 @RTA-13
    Scenario Outline: At the deadline the best there is counts, whatever EMP says after it: <verdict>
      Given operator ABC has agreements with providers EMP and OTH
      And after 4000 ms EMP answers POST tokens with data {"allowed":"ALLOWED"}
      And OTH answers POST tokens with data {"allowed":"<verdict>"}
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has allowed <verdict>
      And the answer is addressed to ABC and comes from OTH
      And EMP has been asked and has not answered yet

      Examples:
        | verdict     |
        | NOT_ALLOWED |
        | BLOCKED     |

    @RTA-09 @RTA-13
    Scenario: At the deadline there is only a 2002
      Given operator ABC has agreements with providers EMP and OTH
      And after 4000 ms EMP answers POST tokens with data {"allowed":"ALLOWED"}
      And OTH answers POST tokens with status code 2002
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code 2002
      And EMP has been asked and has not answered yet

  Rule: where several providers use the uid, these and no others are asked

    @RTA-14
    Scenario Outline: EMP says <one>, OTH says <other>
      Given operator ABC has agreements with providers EMP, OTH and THR
      And EMP publishes the Token
      And OTH publishes the Token
      And EMP answers POST tokens with data {"allowed":"<one>"}
      And OTH answers POST tokens with data {"allowed":"<other>"}
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed <verdict>
      And the answer is addressed to ABC and comes from <provider>
      And EMP and OTH have been asked once each
      And THR has not been asked

      Examples:
        | one     | other     | verdict   | provider |
        | BLOCKED | ALLOWED   | ALLOWED   | OTH      |
        | ALLOWED | BLOCKED   | ALLOWED   | EMP      |
        | EXPIRED | NO_CREDIT | NO_CREDIT | OTH      |

    @RTA-14 @RTA-10
    Scenario: Both owners know nothing of it
      Given operator ABC has agreements with providers EMP, OTH and THR
      And EMP publishes the Token
      And OTH publishes the Token
      And EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH answers POST tokens with HTTP 404 and status code 2004
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 404 with status code 2004
      And the answer is addressed to ABC and comes from the hub
      And THR has not been asked

    @RTA-14 @RTA-18
    Scenario: The whitelist of one of two owners does not answer for the other
      Given operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where whitelist is ALWAYS
      And OTH publishes the Token
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed ALLOWED
      And the answer is addressed to ABC and comes from OTH
      And EMP and OTH have been asked once each

    @RTA-01 @RTA-06
    Scenario: A provider without an agreement that uses the uid too is not asked
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And EMP publishes the Token
      And THR publishes the Token
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is addressed to ABC and comes from EMP
      And OTH and THR have not been asked

    @RTA-14 @TOK-07 @RTA-01
    Scenario Outline: Type <type> of the uid is <owner>'s
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And OTH sends PUT tokens/{cc}/OTH/TOK1 with Token TOK1, where type is OTHER
      When ABC sends POST tokens/TOK1/authorize?type=<type>
      Then the answer is addressed to ABC and comes from <owner>
      And <owner> has been asked 1 time
      And <other> has not been asked

      Examples:
        | type  | owner | other |
        | RFID  | EMP   | OTH   |
        | OTHER | OTH   | EMP   |

  Rule: who is addressed is asked, and nobody else

    @RTA-15
    Scenario Outline: <case>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And OTH answers POST tokens with data {"allowed":"EXPIRED"}
      And the next request is addressed to OTH
      When ABC sends POST tokens/<uid>/authorize
      Then the data has allowed EXPIRED
      And the answer is addressed to ABC and comes from OTH
      And OTH has received POST tokens/<uid>/authorize
      And that request is addressed to OTH and comes from ABC
      And EMP has not been asked

      Examples:
        | case                         | uid   |
        | A token that nobody knows    | WHOSE |
        | A token of another provider  | TOK1  |

    @RTA-15 @ROUTE-13
    Scenario: What the addressed provider does not know
      Given operator ABC has agreements with providers EMP and OTH
      And OTH answers POST tokens with HTTP 404 and status code 2004
      And the next request is addressed to OTH
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 404 with status code 2004
      And the answer is addressed to ABC and comes from OTH
      And EMP has not been asked

    @RTA-15 @RTA-05
    Scenario: Addressed to the hub is addressed to nobody
      Given operator ABC has agreements with providers EMP and OTH
      And the next request is addressed to the hub
      When ABC sends POST tokens/WHOSE/authorize
      Then the data has allowed ALLOWED
      And EMP and OTH have been asked once each

    @RTA-15 @ROUTE-10 @ROUTE-11
    Scenario Outline: Addressed to <party>, who <case>
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And OTH sends DELETE credentials
      And the next request carries:
        | OCPI-to-country-code | {cc}    |
        | OCPI-to-party-id     | <party> |
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to ABC and comes from the hub
      And EMP, OTH and THR have not been asked

      Examples:
        | party | case             | code |
        | QQQ   | nobody knows     | 4001 |
        | THR   | has no agreement | 4001 |
        | OTH   | has left         | 4003 |

  Rule: every question is asked anew

    @RTA-16
    Scenario Outline: After ALLOWED, <token>
      Given operator ABC has agreements with providers EMP and OTH
      And <before>
      And OTH answers POST tokens with HTTP 404 and status code 2004
      And ABC sends POST tokens/TOK1/authorize
      And the data has allowed ALLOWED
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed BLOCKED
      And EMP has been asked 2 times

      Examples:
        | token                         | before                    |
        | a token that EMP is known for | EMP publishes the Token   |
        | a token that nobody knew      | EMP publishes Token SPARE |

    @RTA-16 @RTA-12
    Scenario Outline: After ALLOWED the owner <trouble>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And ABC sends POST tokens/TOK1/authorize
      And the data has allowed ALLOWED
      And EMP <trouble>
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code <code>

      Examples:
        | trouble                     | code |
        | does not answer POST tokens | 4002 |
        | cannot be reached           | 4003 |

  Rule: who allowed it gets the Session and the CDR

    @RTA-17 @ROUTE-42 @ROUTE-44
    Scenario Outline: A token that nobody knew, known to the operator by <auth_id>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"WHOSE","type":"RFID","auth_id":"CON-{cc}-WHOSE","issuer":"Others","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}}
      And ABC sends POST tokens/WHOSE/authorize
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is <auth_id>
      And ABC sends POST cdrs with the CDR, where auth_id is <auth_id>
      Then OTH has received the Session
      And OTH has received the CDR
      And EMP has received no Session
      And EMP has received no CDR

      Examples:
        | auth_id        |
        | CON-{cc}-WHOSE |
        | WHOSE          |

    @RTA-17 @ROUTE-41 @EXT-11
    Scenario: By the reference that came with ALLOWED
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH answers POST tokens with data {"allowed":"ALLOWED","authorization_reference":"Ref-{cc}-0001"}
      And ABC sends POST tokens/WHOSE/authorize
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id                 | UNHEARD-OF    |
        | authorization_reference | REF-{cc}-0001 |
      Then the answer is a success
      And OTH has received the Session
      And EMP has received no Session

    @RTA-17 @RTA-14 @ROUTE-42
    Scenario: Of two owners of the uid the one that allowed it
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And OTH publishes the Token
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      And ABC sends POST tokens/TOK1/authorize
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is a success
      And OTH has received the Session
      And EMP has received no Session

    @RTA-17 @RTA-18 @ROUTE-42
    Scenario: A contract id of two, of whom the whitelist of one allowed it
      Given operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where whitelist is ALWAYS
      And OTH sends PUT tokens/{cc}/OTH/TOK2 with Token TOK2, where auth_id is "CON-{cc}-TOK1"
      And ABC sends POST tokens/TOK1/authorize
      And the data has allowed ALLOWED
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is a success
      And EMP has received the Session
      And OTH has received no Session

    @RTA-17 @ROUTE-42 @ROUTE-56
    Scenario: Of two that allowed it, one after the other, it can be either: nobody sees it
      Given operator ABC has agreements with providers EMP and OTH
      And OTH answers POST tokens with data {"allowed":"BLOCKED"}
      And ABC sends POST tokens/WHOSE-{cc}/authorize
      And OTH answers POST tokens with data {"allowed":"ALLOWED"}
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      And ABC sends POST tokens/WHOSE-{cc}/authorize
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is WHOSE-{cc}
      Then the answer is HTTP 201 with status code 1000
      And EMP lists no Session
      And OTH lists no Session

    @RTA-17 @ROUTE-24
    Scenario: What was not allowed binds nothing
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers POST tokens with data {"allowed":"BLOCKED"}
      And OTH answers POST tokens with data {"allowed":"EXPIRED"}
      And ABC sends POST tokens/W{cc}/authorize
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is W{cc}
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no Session
      And OTH has received no Session

    @RTA-17 @ROUTE-24
    Scenario: What one operator was told binds nothing at another
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC sends POST tokens/W{cc}/authorize
      When XYZ sends PUT sessions/{cc}/XYZ/SES1 with the Session, where auth_id is W{cc}
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no Session

  Rule: a token on whitelist ALWAYS is answered by the hub

    @RTA-18 @RTA-19 @TOK-12
    Scenario Outline: valid <valid> is <verdict>
      Given operator ABC that is pushed no Tokens and has the option extensions "all"
      And operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where:
        | whitelist | ALWAYS  |
        | valid     | <valid> |
      When ABC sends POST tokens/TOK1/authorize
      Then the answer is HTTP 200 with status code 1000
      And the data has:
        | allowed       | <verdict>     |
        | token.uid     | TOK1          |
        | token.auth_id | CON-{cc}-TOK1 |
      And the answer is addressed to ABC and comes from the hub
      And EMP and OTH have not been asked

      Examples:
        | valid | verdict |
        | true  | ALLOWED |
        | false | BLOCKED |

    @RTA-18 @TOK-18
    Scenario: The location of the question returns in the answer
      Given operator ABC has an agreement with provider EMP
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where whitelist is ALWAYS
      When ABC sends POST tokens/TOK1/authorize with the body {"location_id":"LOC1","evse_uids":["EVSE1"],"connector_ids":["1"]}
      Then the data has:
        | allowed              | ALLOWED   |
        | location.location_id | LOC1      |
        | location.evse_uids   | ["EVSE1"] |

    @RTA-18 @RTA-16
    Scenario: What the provider changes counts from then on
      Given operator ABC has an agreement with provider EMP
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where whitelist is ALWAYS
      And ABC sends POST tokens/TOK1/authorize
      And the data has allowed ALLOWED
      And EMP makes the Token invalid
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed BLOCKED
      And EMP has not been asked

    @RTA-18 @RTA-01 @RTA-16
    Scenario Outline: Whitelist <whitelist> is asked for
      Given operator ABC has an agreement with provider EMP
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where:
        | whitelist | <whitelist> |
        | valid     | false       |
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed ALLOWED
      And the answer is addressed to ABC and comes from EMP

      Examples:
        | whitelist       |
        | ALLOWED         |
        | ALLOWED_OFFLINE |
        | NEVER           |

  Rule: the operator learns the token

    @RTA-19 @EXT-21
    Scenario Outline: With <verdict> comes the Token that the hub has, for who wants all and gets none pushed
      Given operator ABC that is pushed no Tokens and has the option extensions "all"
      And operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP answers POST tokens with data {"allowed":"<verdict>"}
      When ABC sends POST tokens/TOK1/authorize
      Then the data has:
        | token.uid     | TOK1          |
        | token.type    | RFID          |
        | token.auth_id | CON-{cc}-TOK1 |
        | token.issuer  | Drive Everywhere |

      Examples:
        | verdict |
        | ALLOWED |
        | BLOCKED |

    @EXT-21
    Scenario Outline: No Token for who knows it, and none by the hub for who has not asked for more: <case>
      Given operator ABC has an agreement with provider EMP
      And the connection of ABC has the option extensions "<extensions>"
      And the connection of ABC has the option push <push>
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where whitelist is <whitelist>
      And EMP answers POST tokens with data <answer>
      When ABC sends POST tokens/TOK1/authorize
      Then the data has allowed ALLOWED
      And the data has no token

      Examples:
        | case                       | extensions | push  | whitelist | answer                 |
        | pushed, all                | all        | true  | ALLOWED   | {"allowed":"ALLOWED"}  |
        | pushed, owner              | owner      | true  | ALLOWED   | {"allowed":"ALLOWED"}  |
        | pushed, sent by EMP        | owner      | true  | ALLOWED   | {"allowed":"ALLOWED","token":{"uid":"TOK1","type":"RFID","auth_id":"CON-{cc}-TOK1","issuer":"E","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}} |
        | not pushed, owner          | owner      | false | ALLOWED   | {"allowed":"ALLOWED"}  |
        | not pushed, from the store | owner      | false | ALWAYS    | {"allowed":"BLOCKED"}  |
        | not pushed, none           | none       | false | ALLOWED   | {"allowed":"ALLOWED","token":{"uid":"TOK1","type":"RFID","auth_id":"CON-{cc}-TOK1","issuer":"E","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}} |

    @RTA-19 @EXT-21
    Scenario: The Token that the provider sent
      Given operator ABC has an agreement with provider EMP
      And EMP answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"WHOSE","type":"RFID","auth_id":"CON-{cc}-WHOSE","issuer":"Others","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}}
      When ABC sends POST tokens/WHOSE/authorize
      Then the data has:
        | token.uid     | WHOSE          |
        | token.auth_id | CON-{cc}-WHOSE |

    @RTA-19
    Scenario: A token that neither has
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/WHOSE/authorize
      Then the data has allowed ALLOWED
      And the data has no token

    @TRANS-70 @EXT-21 @EXT-22
    Scenario Outline: What an answer holds without value is left out: <answer>
      Given operator ABC has an agreement with provider EMP
      And EMP answers POST tokens with data <answer>
      When ABC sends POST tokens/WHOSE/authorize
      Then the data is exactly <data>

      Examples:
        | answer                                                                                           | data                                                    |
        | {"allowed":"ALLOWED","token":null,"authorization_reference":null}                                | {"allowed":"ALLOWED"}                                   |
        | {"allowed":"ALLOWED","info":null,"location":null}                                                | {"allowed":"ALLOWED"}                                   |
        | {"allowed":"ALLOWED","location":{"location_id":"LOC1","evse_uids":null,"connector_ids":[]}}      | {"allowed":"ALLOWED","location":{"location_id":"LOC1"}} |

    @TRANS-78
    Scenario: A body that is null is none
      Given operator ABC has an agreement with provider EMP
      When ABC sends POST tokens/CARD9/authorize with the body null
      Then the answer is HTTP 200 with status code 1000
      And EMP has received POST tokens/CARD9/authorize
      And that request has no body
