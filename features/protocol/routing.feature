Feature: Routing
  A message goes to the party that it is addressed to, else to those whom its content concerns.

  Rule: a push for one party goes to that party only

    @ROUTE-12 @ROUTE-03 @ROUTE-04
    Scenario Outline: <method> <path> for EMP
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP is charging at ABC
      And ABC publishes the Location
      And ABC publishes the Tariff
      And the next request is addressed to EMP
      When ABC sends <method> <path> with <object>, where <field> is <value>
      Then the answer is a success
      And the answer is addressed to ABC and comes from EMP
      And EMP has received <method> <path>
      And that request is addressed to EMP and comes from ABC
      And OTH has not received the <field> <value>

      Examples:
        | method | path                            | object       | field    | value   |
        | PUT    | locations/{cc}/ABC/LOC2         | Location LOC2 | name    | Alone   |
        | PATCH  | locations/{cc}/ABC/LOC1         | the Location | name     | Alone   |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE     | evse_id  | Alone   |
        | PATCH  | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE     | evse_id  | Alone   |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1/1 | the Connector | voltage | 231     |
        | PUT    | tariffs/{cc}/ABC/TAR2           | Tariff TAR2  | currency | SEK     |
        | PATCH  | tariffs/{cc}/ABC/TAR1           | the Tariff   | currency | SEK     |
        | PUT    | sessions/{cc}/ABC/SES2          | Session SES2 | kwh      | 5.75    |
        | PATCH  | sessions/{cc}/ABC/SES1          | the Session  | kwh      | 5.75    |
        | POST   | cdrs                            | the CDR      | total_cost | 8.25  |

    @ROUTE-12
    Scenario: DELETE of a Tariff for EMP
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Tariff
      And the next request is addressed to EMP
      When ABC sends DELETE tariffs/{cc}/ABC/TAR1
      Then the answer is addressed to ABC and comes from EMP
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1
      And that request is addressed to EMP and comes from ABC
      And OTH has not

    @ROUTE-12 @ROUTE-03 @ROUTE-04
    Scenario Outline: <method> of a Token for ABC
      Given provider EMP has agreements with operators ABC and XYZ
      And EMP publishes the Token
      And the next request is addressed to ABC
      When EMP sends <method> tokens/{cc}/EMP/TOK1 with the Token, where issuer is Alone
      Then the answer is addressed to EMP and comes from ABC
      And ABC has received <method> tokens/{cc}/EMP/TOK1
      And that request is addressed to ABC and comes from EMP
      And XYZ has not received the issuer Alone

      Examples:
        | method |
        | PUT    |
        | PATCH  |

    @ROUTE-12
    Scenario: What the hub knows already is passed on too
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      And operator ABC has an agreement with provider OTH
      And the next request is addressed to OTH
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is a success
      And the answer is addressed to ABC and comes from OTH
      And OTH has received the Tariff

  Rule: the sender gets the receiver's answer

    @ROUTE-13
    Scenario Outline: HTTP <http> with status code <code>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT tariffs with HTTP <http> and status code <code>
      And the next request is addressed to EMP
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP <http> with status code <code>
      And the status message names "EMP says <code>"
      And the answer is addressed to ABC and comes from EMP

      Examples:
        | http | code |
        | 200  | 1000 |
        | 201  | 1000 |
        | 200  | 2000 |
        | 200  | 2001 |
        | 200  | 2999 |
        | 200  | 3000 |
        | 404  | 2003 |
        | 404  | 2001 |
        | 405  | 2000 |
        | 500  | 3000 |

    @ROUTE-13
    Scenario Outline: Data with status code <code>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT <module> with the body {"data":{"row":7,"why":["a","b"]},"status_code":<code>,"timestamp":"2025-03-01T08:00:00Z"}
      And the next request is addressed to EMP
      When ABC sends PUT <module>/{cc}/ABC/<id> with the <kind>
      Then the answer is HTTP 200 with status code <code>
      And the data has:
        | row | 7         |
        | why | ["a","b"] |

      Examples:
        | code | module    | id   | kind     |
        | 2001 | tariffs   | TAR1 | Tariff   |
        | 3000 | locations | LOC1 | Location |
        | 1000 | tariffs   | TAR1 | Tariff   |

    @ROUTE-13
    Scenario: An operator's answer to a provider
      Given operator ABC has an agreement with provider EMP
      And ABC answers PUT tokens with HTTP 404 and status code 2004
      And the next request is addressed to ABC
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token
      Then the answer is HTTP 404 with status code 2004
      And the answer is addressed to EMP and comes from ABC

    @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: A receiver that <trouble>: <code>
      Given operator ABC has an agreement with provider EMP
      And EMP <trouble>
      And the next request is addressed to EMP
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to ABC and comes from the hub

      Examples:
        | trouble                                                  | code |
        | does not answer PUT tariffs                              | 4002 |
        | answers PUT tariffs 4000 ms late                         | 4002 |
        | cannot be reached                                        | 4003 |
        | cuts PUT tariffs                                         | 4003 |
        | answers PUT tariffs with HTTP 401 and status code 2000   | 4003 |
        | answers PUT tariffs with HTTP 401                        | 4003 |
        | answers PUT tariffs with HTTP 500                        | 4000 |
        | answers PUT tariffs with HTTP 200                        | 4000 |
        | answers PUT tariffs with the body <garbage>              | 4000 |
        | answers PUT tariffs with the body []                     | 4000 |
        | answers PUT tariffs with the body {"data":{}}            | 4000 |
        | answers PUT tariffs with the body {"status_code":"1000"} | 4000 |

  Rule: a push for the hub or for nobody goes to every party with an agreement

    @ROUTE-17 @ROUTE-18 @ROUTE-25 @ROUTE-26
    Scenario Outline: <method> <path>, addressed to nobody
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And ABC publishes the Tariff
      When ABC sends <method> <path> with <object>, where <field> is <value>
      Then the answer is a success
      And the answer is addressed to ABC and comes from the hub
      And EMP has received <method> <path>
      And that request is addressed to EMP and comes from the hub
      And OTH has received <method> <path>
      And that request is addressed to OTH and comes from the hub

      Examples:
        | method | path                            | object        | field    | value |
        | PUT    | locations/{cc}/ABC/LOC2         | Location LOC2 | name     | All   |
        | PATCH  | locations/{cc}/ABC/LOC1         | the Location  | name     | All   |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE      | evse_id  | All   |
        | PATCH  | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE      | evse_id  | All   |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1/1 | the Connector | voltage  | 231   |
        | PATCH  | locations/{cc}/ABC/LOC1/EVSE1/1 | the Connector | voltage  | 231   |
        | PUT    | tariffs/{cc}/ABC/TAR2           | Tariff TAR2   | currency | SEK   |
        | PATCH  | tariffs/{cc}/ABC/TAR1           | the Tariff    | currency | SEK   |
        | DELETE | tariffs/{cc}/ABC/TAR1           | the Tariff    | currency | SEK   |

    @ROUTE-17 @ROUTE-36
    Scenario Outline: <method> of a Token, addressed to <to>
      Given provider EMP has agreements with operators ABC and XYZ
      And operator QQQ without an agreement with EMP
      And EMP publishes the Token
      And the next request is addressed to <to>
      When EMP sends <method> tokens/{cc}/EMP/TOK1 with the Token, where issuer is All
      Then the answer is addressed to EMP and comes from the hub
      And ABC has received <method> tokens/{cc}/EMP/TOK1
      And XYZ has received <method> tokens/{cc}/EMP/TOK1
      And QQQ has not

      Examples:
        | method | to      |
        | PUT    | the hub |
        | PATCH  | the hub |

    @ROUTE-17 @HUB-26
    Scenario: A party that does not offer the module is left out
      Given operator ABC has an agreement with provider EMP
      And THR has been invited as provider
      And THR offers no tariffs endpoint
      And THR registers
      And the agreement of ABC and THR is made
      When ABC publishes the Tariff
      Then EMP has received the Tariff
      And THR has not

    @ROUTE-18 @ROUTE-19
    Scenario Outline: The sender does not see that EMP <trouble>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP <trouble>
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP 201 with status code 1000
      And the answer has no data
      And the answer is addressed to ABC and comes from the hub
      And OTH has received the Tariff

      Examples:
        | trouble                                               |
        | answers PUT tariffs with status code 2001             |
        | answers PUT tariffs with HTTP 404 and status code 2001 |
        | answers PUT tariffs with HTTP 500                     |
        | does not answer PUT tariffs                           |
        | cannot be reached                                     |

  Rule: the owner reads its own objects at the hub

    @ROUTE-28
    Scenario Outline: <kind>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP cannot be reached
      And ABC publishes the <kind>
      When ABC sends GET <path>
      Then the answer is HTTP 200 with status code 1000
      And the data is the <kind>
      When ABC sends GET <path>0
      Then the answer is HTTP 404

      Examples:
        | kind     | path                    |
        | Location | locations/{cc}/ABC/LOC1 |
        | Tariff   | tariffs/{cc}/ABC/TAR1   |
        | Session  | sessions/{cc}/ABC/SES1  |

  Rule: Sessions and CDRs go to the one provider whose driver it is

    @ROUTE-20 @ROUTE-27 @ROUTE-43 @HUB-31 @ROUTE-03
    Scenario Outline: <kind>, addressed to the hub
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And the next request is addressed to the hub
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And the answer is addressed to ABC and comes from the hub
      And EMP has received the <kind>
      And that request is addressed to EMP and comes from ABC
      And OTH has received no <kind>
      And OTH lists no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-40
    Scenario: A Session stays with its provider, whoever uses the contract id later
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And a driver of EMP is charging at ABC
      And OTH publishes the Token
      And OTH has commanded START_SESSION, and ABC has accepted
      When ABC changes the Session
      Then EMP has received PATCH sessions/{cc}/ABC/SES1
      And OTH has not
      And OTH lists no Session

    @ROUTE-40
    Scenario: A Session does not move to the provider of another contract id
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP is charging at ABC
      And OTH publishes Token TOK2
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "CON-{cc}-TOK2"
      Then OTH has received no Session
      And OTH lists no Session
      And EMP lists 1 Session

    @ROUTE-40 @HUB-31
    Scenario: A Session that was addressed stays with whom it was addressed to
      Given operator ABC has agreements with providers EMP and OTH
      And the next request is addressed to EMP
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      When ABC changes the Session
      Then EMP has received PATCH sessions/{cc}/ABC/SES1
      And OTH has not

    @ROUTE-41 @HCMD-16 @EXT-11
    Scenario Outline: Of two that asked the reference of <command> decides
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP publishes the Token
      And OTH publishes the Token
      And OTH commands <command>, where authorization_reference is Ref-{cc}-1
      And EMP commands <command>, where authorization_reference is Ref-{cc}-2
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where authorization_reference is <reference>
      Then the answer is a success
      And OTH has received the Session
      And EMP has received no Session

      Examples:
        | command       | reference  |
        | START_SESSION | Ref-{cc}-1 |
        | RESERVE_NOW   | ref-{cc}-1 |

    @ROUTE-41 @HCMD-16 @EXT-11
    Scenario: A reference alone decides while nobody else has the contract
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And OTH commands START_SESSION, where authorization_reference is Ref-{cc}-1
      When ABC sends POST cdrs with the CDR, where authorization_reference is REF-{cc}-1
      Then the answer is a success
      And OTH has received the CDR
      And EMP has received no CDR

    @ROUTE-41
    Scenario: A reference is its first giver's
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP commands START_SESSION, where:
        | authorization_reference | Ref-{cc}-1    |
        | token.auth_id           | CON-{cc}-MINE |
      And OTH commands START_SESSION, where:
        | authorization_reference | Ref-{cc}-1      |
        | token.uid               | OTHERS-{cc}     |
        | token.auth_id           | CON-{cc}-OTHERS |
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_id                 | CON-{cc}-MINE |
        | authorization_reference | Ref-{cc}-1    |
      And ABC sends POST cdrs with the CDR, where:
        | auth_id                 | CON-{cc}-MINE |
        | start_date_time         | 2025-02-01T07:00:00Z |
        | authorization_reference | Ref-{cc}-1    |
      Then EMP has received the Session
      And EMP has received the CDR
      And OTH has received no Session
      And OTH has received no CDR

    @ROUTE-41
    Scenario: The reference comes before the contract id
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP publishes the Token
      And OTH commands START_SESSION, where authorization_reference is Ref-{cc}-1
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where authorization_reference is Ref-{cc}-1
      Then OTH has received the Session
      And EMP has received no Session

    @ROUTE-41 @ROUTE-43
    Scenario Outline: A reference that was <given> does not
      Given operator ABC has agreements with providers EMP and OTH
      And provider OTH has an agreement with operator XYZ
      And XYZ publishes the Location
      And EMP publishes the Token
      And <before>
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where authorization_reference is Ref-{cc}-1
      Then EMP has received the Session
      And OTH has received no Session

      Examples:
        | given                     | before                                                                  |
        | never given               | OTH publishes Token TOK2                                                |
        | given to another operator | OTH commands START_SESSION, where authorization_reference is Ref-{cc}-1 |

    @ROUTE-42 @HCMD-17
    Scenario Outline: Of two that command with a token the first that named its <field> has the Session
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP sends PUT tokens/{cc}/EMP/C{cc} with the Token, where uid is C{cc}
      And OTH sends PUT tokens/{cc}/OTH/C{cc} with the Token, where uid is C{cc}
      And EMP commands START_SESSION, where token.uid is C{cc}
      And OTH commands START_SESSION, where token.uid is C{cc}
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is <auth_id>
      Then EMP has received the Session
      And OTH has received no Session

      Examples:
        | field       | auth_id       |
        | contract id | CON-{cc}-TOK1 |
        | uid         | C{cc}         |

    @ROUTE-42
    Scenario: A command to another operator decides nothing
      Given operator ABC has agreements with providers EMP and OTH
      And provider OTH has an agreement with operator XYZ
      And XYZ publishes the Location
      And OTH commands START_SESSION
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 200 with status code 4001
      And OTH has received no Session

    @ROUTE-43
    Scenario Outline: The contract id of one provider's tokens decides: <kind>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP sends PUT tokens/{cc}/EMP/TOK2 with Token TOK2, where auth_id is "CON-{cc}-TOK1"
      And OTH publishes Token TOK3
      When ABC sends the <kind>
      Then EMP has received the <kind>
      And OTH has received no <kind>

      Examples:
        | kind    |
        | Session |
        | CDR     |

    @ROUTE-43 @ROUTE-54
    Scenario Outline: A contract id of two providers is the first one's: <kind>
      Given operator ABC has agreements with providers EMP and OTH
      And OTH publishes the Token
      And EMP publishes the Token
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And OTH has received the <kind>
      And EMP has received no <kind>
      And EMP lists no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-41 @HUB-31
    Scenario Outline: A contract id of two providers, addressed to <provider>: <kind>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And OTH publishes the Token
      And the next request is addressed to <provider>
      When ABC sends <method> <path> with the <kind>
      Then the answer is a success
      And <provider> has received the <kind>
      And <other> has received no <kind>
      And <other> lists no <kind>

      Examples:
        | provider | other | kind    | method | path                   |
        | EMP      | OTH   | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | OTH      | EMP   | CDR     | POST   | cdrs                   |

    @ROUTE-44
    Scenario Outline: The uid of one provider's token decides: <kind>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/U{cc} with the Token, where uid is U{cc}
      And OTH publishes Token TOK3
      When ABC sends <method> <path> with the <kind>, where auth_id is U{cc}
      Then the answer is a success
      And EMP has received the <kind>
      And OTH has received no <kind>

      Examples:
        | kind    | method | path                   |
        | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | POST   | cdrs                   |

    @ROUTE-44 @ROUTE-54
    Scenario: A uid of two providers is the first one's
      Given operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/U{cc} with the Token, where uid is U{cc}
      And OTH sends PUT tokens/{cc}/OTH/U{cc} with Token TOK2, where uid is U{cc}
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is U{cc}
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session
      And OTH lists no Session

    @ROUTE-43 @ROUTE-44
    Scenario: One provider's contract id is another's uid: the first of them
      Given operator ABC has agreements with providers EMP and OTH
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where auth_id is U{cc}
      And OTH sends PUT tokens/{cc}/OTH/U{cc} with Token TOK2, where uid is U{cc}
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is U{cc}
      Then EMP has received the Session
      And OTH has received no Session

    @ROUTE-24 @ROUTE-43 @HUB-10
    Scenario Outline: A contract id of <whom>: nobody gets the <kind>
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And OTH publishes the Token
      When ABC sends <method> <path> with the <kind>, where auth_id is <auth_id>
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no <kind>
      And OTH has received no <kind>
      And EMP lists no <kind>
      And OTH lists no <kind>

      Examples:
        | whom                             | kind    | method | path                   | auth_id         |
        | a provider without an agreement  | Session | PUT    | sessions/{cc}/ABC/SES1 | CON-{cc}-TOK1   |
        | a provider without an agreement  | CDR     | POST   | cdrs                   | CON-{cc}-TOK1   |
        | nobody                           | Session | PUT    | sessions/{cc}/ABC/SES1 | NOBODY-{cc}     |
        | nobody                           | CDR     | POST   | cdrs                   | NOBODY-{cc}     |

    @ROUTE-45
    Scenario Outline: The letters of the contract id <auth_id> prove nothing: <kind>
      Given operator ABC has an agreement with provider EMP
      When ABC sends <method> <path> with the <kind>, where auth_id is <auth_id>
      Then the answer is HTTP 200 with status code 4001
      And EMP has received no <kind>
      And EMP lists no <kind>

      Examples:
        | auth_id           | kind    | method | path                   |
        | {cc}-EMP-C123456-7 | Session | PUT   | sessions/{cc}/ABC/SES1 |
        | {cc}EMPC1234567   | Session | PUT    | sessions/{cc}/ABC/SES1 |
        | {cc}*EMP*123456*7 | CDR     | POST   | cdrs                   |

  Rule: who is not addressed need not be waited for, who is addressed answers

    @HUB-31 @ROUTE-27 @HUB-02
    Scenario Outline: <kind> for nobody in particular, while EMP <trouble>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP <trouble>
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And the answer is addressed to ABC and comes from the hub
      And EMP lists the <kind>

      Examples:
        | kind    | method | path                   | trouble                                    |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | does not answer PUT sessions               |
        | Session | PUT    | sessions/{cc}/ABC/SES1 | answers PUT sessions with status code 2001 |
        | CDR     | POST   | cdrs                   | does not answer POST cdrs                  |
        | CDR     | POST   | cdrs                   | cannot be reached                          |

    @HUB-31 @ROUTE-13
    Scenario Outline: <kind> for EMP, who answers with HTTP <http> and status code <code>
      Given operator ABC has an agreement with provider EMP
      And EMP answers <method> <module> with HTTP <http> and status code <code>
      And the next request is addressed to EMP
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP <http> with status code <code>
      And the answer is addressed to ABC and comes from EMP

      Examples:
        | kind    | method | module   | path                   | http | code |
        | Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | 200  | 2001 |
        | Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | 201  | 1000 |
        | CDR     | POST   | cdrs     | cdrs                   | 200  | 3000 |
        | CDR     | POST   | cdrs     | cdrs                   | 404  | 2001 |

    @HUB-31 @ROUTE-14 @ROUTE-15 @ROUTE-16
    Scenario Outline: <kind> for EMP, who <trouble>, is kept: <code>
      Given operator ABC has an agreement with provider EMP
      And EMP <trouble>
      And the next request is addressed to EMP
      When ABC sends <method> <path> with <kind>, where last_updated is "2025-03-01T08:30:00Z"
      Then the answer is HTTP 200 with status code <code>
      And the answer is addressed to ABC and comes from the hub
      When EMP sends GET <module>?date_from=2025-03-01T08:30:00Z
      Then the data lists "<id>"

      Examples:
        | kind        | method | module   | path                   | id   | trouble                                                 | code |
        | the Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | SES1 | does not answer PUT sessions                            | 4002 |
        | the Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | SES1 | cannot be reached                                       | 4003 |
        | the Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | SES1 | answers PUT sessions with HTTP 401 and status code 2000 | 4003 |
        | the Session | PUT    | sessions | sessions/{cc}/ABC/SES1 | SES1 | answers PUT sessions with HTTP 500                      | 4000 |
        | the CDR     | POST   | cdrs     | cdrs                   | CDR1 | does not answer POST cdrs                               | 4002 |
        | the CDR     | POST   | cdrs     | cdrs                   | CDR1 | cannot be reached                                       | 4003 |
        | the CDR     | POST   | cdrs     | cdrs                   | CDR1 | answers POST cdrs with the body <garbage>               | 4000 |

    @HUB-31 @HUB-26
    Scenario Outline: <kind> for a provider that takes no <module>
      Given operator ABC
      And THR has been invited as provider
      And THR offers no <module> endpoint
      And THR registers
      And the agreement of ABC and THR is made
      And the next request is addressed to THR
      When ABC sends <method> <path> with the <kind>
      Then the answer is HTTP 201 with status code 1000
      And THR lists the <kind>
      And THR has received no <kind>

      Examples:
        | kind    | module   | method | path                   |
        | Session | sessions | PUT    | sessions/{cc}/ABC/SES1 |
        | CDR     | cdrs     | POST   | cdrs                   |

    @HUB-32 @HUB-31
    Scenario Outline: The Location of a CDR is the hub's, also when <to> is addressed and EMP names <place>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP's answers carry:
        | Location | <place> |
      And the next request is addressed to <to>
      When ABC sends POST cdrs with the CDR
      Then the answer is a success
      And the header Location is a URL of the hub
      And I keep the header Location as cdr
      When ABC sends GET {cdr}
      Then the data is the CDR

      Examples:
        | to      | place                            |
        | EMP     | {EMP.url}/cdrs/1                 |
        | EMP     | /relative                        |
        | the hub | http://elsewhere.example/cdrs/17 |

  Rule: a platform with several operators speaks for the one whose location it is

    @ROUTE-48
    Scenario Outline: A CDR at the location of <owner>
      Given provider EMP has an agreement with operator ABC
      And the connection of EMP has the option extensions "all"
      And the platform of ABC also runs DEF
      And the agreement of DEF and EMP is made
      And EMP publishes the Token
      And DEF publishes Location LOC9
      When ABC sends POST cdrs with the CDR, where location.id is <location>
      Then the answer is HTTP 201 with status code 1000
      And the answer is addressed to <owner> and comes from the hub
      And EMP has received POST cdrs
      And its body has:
        | location.party_id | <owner> |

      Examples:
        | owner | location |
        | DEF   | LOC9     |
        | ABC   | LOC404   |

    @ROUTE-48 @ROUTE-08
    Scenario: A CDR in whose name the headers say
      Given provider EMP has an agreement with operator ABC
      And the connection of EMP has the option extensions "all"
      And the platform of ABC also runs DEF
      And the agreement of DEF and EMP is made
      And EMP publishes the Token
      And the next request comes from DEF
      When ABC sends POST cdrs with the CDR
      Then the answer is addressed to DEF and comes from the hub
      And EMP has received POST cdrs
      And its body has:
        | location.party_id | DEF |

    @ROUTE-49 @RTA-03 @RTA-06
    Scenario Outline: An authorisation at the location of <owner>
      Given provider EMP has an agreement with operator ABC
      And the platform of ABC also runs DEF
      And provider OTH has an agreement with operator DEF
      And DEF publishes Location LOC9
      When ABC sends POST tokens/WHOSE/authorize with the body {"location_id":"<location>"}
      Then the data has allowed ALLOWED
      And the answer is addressed to <owner> and comes from <provider>
      And <provider> has received POST tokens/WHOSE/authorize
      And that request is addressed to <provider> and comes from <owner>
      And <other> has not been asked

      Examples:
        | owner | location | provider | other |
        | DEF   | LOC9     | OTH      | EMP   |
        | ABC   | LOC404   | EMP      | OTH   |

    @ROUTE-49 @ROUTE-52
    Scenario: An authorisation without a location is the default party's
      Given provider EMP has an agreement with operator ABC
      And the platform of ABC also runs DEF
      And provider OTH has an agreement with operator DEF
      When ABC sends POST tokens/WHOSE/authorize
      Then the answer is addressed to ABC and comes from EMP
      And OTH has not been asked
