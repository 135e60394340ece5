@any-version
Feature: A driver's sessions and bills are for the driver's provider
  Whoever charges where, when and for how much is known to the operator and to the driver's own provider, and to no other.

  Background:
    Given operator ABC has agreements with providers EMP and OTH
    And EMP and OTH have a driver

  Rule: no other provider sees a Session or a CDR

    @ROUTE-20 @ROUTE-35 @HUB-10 @CDR-14
    Scenario: Neither by push nor in lists
      Given provider THR without an agreement with ABC
      When ABC reports the Session of the driver of EMP
      And ABC changes the Session
      And ABC reports the CDR of the driver of EMP
      Then EMP sees the Session
      And EMP sees the CDR
      And OTH and THR see no Session
      And OTH and THR see no CDR

    @ROUTE-35 @HUB-16
    Scenario Outline: Nor by asking <whom>
      Given ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      When OTH asks <whom> for each of:
        | sessions?date_from=2000-01-01T00:00:00Z                              |
        | sessions?date_from=2000-01-01T00:00:00Z&offset=0&limit=1             |
        | sessions?date_from=2025-03-01T08:00:00Z&date_to=2025-03-01T08:00:01Z |
        | sessions/SES1                                                        |
        | sessions/{cc}/ABC/SES1                                               |
        | cdrs                                                                 |
        | cdrs?limit=1                                                         |
        | cdrs/CDR1                                                            |
        | cdrs/{cc}/ABC/CDR1                                                   |
        | /ocpi/emsp/2.1.1/sessions/{cc}/ABC/SES1                              |
        | /ocpi/emsp/2.1.1/cdrs/{cc}/ABC/CDR1                                  |
      Then no answer holds anything of the driver of EMP

      Examples:
        | whom    |
        | ABC     |
        | the hub |

    @ROUTE-08 @ROUTE-35
    Scenario Outline: Nor in another's name: <path>
      Given ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      And the next request comes from EMP
      When OTH sends GET <path>
      Then the hub refuses it
      And the answer holds nothing of the driver of EMP

      Examples:
        | path                                    |
        | sessions?date_from=2000-01-01T00:00:00Z |
        | cdrs                                    |

    @ROUTE-35 @ROUTE-51 @HUB-10
    Scenario: Nor a sister party of the same platform
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      And the next request comes from EMQ
      When EMP sends GET sessions?date_from=2000-01-01T00:00:00Z
      Then the answer holds nothing of the driver of EMP
      When the next request comes from EMQ
      And EMP sends GET cdrs
      Then the answer holds nothing of the driver of EMP
      And EMP has received PUT sessions/{cc}/ABC/SES1, once for each of EMP
      And EMP has received POST cdrs, once for each of EMP

    @ROUTE-51 @ROUTE-35
    Scenario: The platform as a whole sees the sessions of all its drivers
      Given the platform of EMP also runs EMQ
      And the agreement of ABC and EMQ is made
      And EMQ has a driver
      And ABC reports Session SES1 of the driver of EMP
      And ABC reports Session SES2 of the driver of EMQ
      Then EMP sees Session SES1
      And EMP sees Session SES2
      And OTH sees no Session

    @HUB-16 @HUB-19
    Scenario Outline: Nor another operator: <path>
      Given operator XYZ has an agreement with provider EMP
      And ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      And I keep the header Location as cdr
      When XYZ sends GET <path>
      Then the answer holds nothing of the driver of EMP

      Examples:
        | path                   |
        | sessions/{cc}/ABC/SES1 |
        | {cdr}                  |

    @HUB-23 @ROUTE-20
    Scenario: Nor where the hub pushes in its own name
      Given the connection of EMP has the option push_as "hub"
      And the connection of OTH has the option push_as "hub"
      When ABC reports the Session of the driver of EMP
      Then EMP sees the Session
      And OTH sees no Session

    @HUB-24 @HUB-08
    Scenario: Nor where two operators use the same id
      Given operator XYZ has agreements with providers EMP and OTH
      And the connection of EMP has the option push_as "hub"
      And the connection of OTH has the option push_as "hub"
      When ABC reports the Session of the driver of EMP
      And XYZ reports the Session of the driver of OTH
      Then EMP sees ABC's Session in the hub's name
      And OTH sees XYZ's Session in the hub's name
      And EMP lists 1 Session
      And OTH lists 1 Session

    @HUB-08 @ROUTE-40
    Scenario: The same id at two operators, for two providers
      Given operator XYZ has agreements with providers EMP and OTH
      When ABC reports the Session of the driver of EMP
      And XYZ reports the Session of the driver of OTH
      Then EMP sees ABC's Session
      And OTH sees XYZ's Session
      And EMP lists 1 Session
      And OTH lists 1 Session

    @HUB-29 @ROUTE-20
    Scenario: Nor a provider that was away and catches up
      Given OTH cannot be reached
      And ABC reports Session SES1 of the driver of EMP
      And ABC reports Session SES2 of the driver of OTH
      And ABC reports the CDR of the driver of EMP
      When OTH is back and has caught up with Session SES2
      Then OTH sees no Session SES1
      And OTH sees no CDR

  Rule: where the provider is not certain, nobody sees it

    @ROUTE-24 @HUB-31
    Scenario Outline: A <kind> of a driver whom nobody knows
      When ABC reports the <kind> of a driver whom nobody knows
      Then the hub refuses it, since it knows no provider for it
      And EMP and OTH see no <kind>

      Examples:
        | kind    |
        | Session |
        | CDR     |

    @ROUTE-43 @ROUTE-24 @HUB-10
    Scenario Outline: A <kind> of a driver whose provider has no agreement
      Given provider THR without an agreement with ABC
      And THR has a driver
      When ABC reports the <kind> of the driver of THR
      Then the hub refuses it, since it knows no provider for it
      And EMP, OTH and THR see no <kind>

      Examples:
        | kind    |
        | Session |
        | CDR     |

    @ROUTE-43 @ROUTE-54
    Scenario Outline: A <kind> of a contract that another provider claims later
      Given OTH has a driver with the contract of the driver of EMP
      When ABC reports the <kind> of the driver of EMP
      Then the hub takes it
      And EMP sees the <kind>
      And OTH sees no <kind>

      Examples:
        | kind    |
        | Session |
        | CDR     |

    @ROUTE-43 @ROUTE-55
    Scenario Outline: A <kind> of a contract that a provider without an agreement claims too
      Given provider THR without an agreement with ABC
      And THR has a driver with the contract of the driver of EMP
      When ABC reports the <kind> of the driver of EMP
      Then the hub takes it
      And EMP sees the <kind>
      And OTH and THR see no <kind>

      Examples:
        | kind    |
        | Session |
        | CDR     |

    @ROUTE-24
    Scenario: Refused is not remembered
      Given ABC reports the Session of a driver whom nobody knows
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the answer is HTTP 404

    @ROUTE-43 @ROUTE-24
    Scenario: Once the provider has said whose driver it is the operator may try again
      Given ABC reports the Session of a driver whom nobody knows
      When EMP sends PUT tokens/{cc}/EMP/LATE with Token LATE, where auth_id is "CON-{cc}-NOBODY"
      And ABC reports the Session of a driver whom nobody knows
      Then the hub takes it
      And EMP sees the Session
      And OTH sees no Session

  Rule: a Session stays with its provider

    @ROUTE-40
    Scenario: Another provider claims the contract later
      Given ABC reports the Session of the driver of EMP
      When OTH has a driver with the contract of the driver of EMP
      And ABC changes the Session
      Then EMP sees the Session
      And OTH sees no Session

    @ROUTE-40
    Scenario: The driver's card becomes invalid
      Given ABC reports the Session of the driver of EMP
      And EMP sends PATCH tokens/{cc}/EMP/EMP-1 with the body {"valid":false}
      When ABC changes the Session
      Then EMP sees the Session

    @ROUTE-40
    Scenario: The card gets another contract
      Given ABC reports the Session of the driver of EMP
      And EMP sends PATCH tokens/{cc}/EMP/EMP-1 with the body {"auth_id":"CON-{cc}-NEW"}
      When ABC changes the Session
      Then EMP sees the Session
      And OTH sees no Session

    @ROUTE-40
    Scenario: It is moved to another provider's driver
      Given ABC reports the Session of the driver of EMP
      When ABC moves the Session to the driver of OTH
      Then the hub refuses it
      And EMP sees the Session
      And EMP has received nothing of the driver of OTH
      And OTH sees no Session

    @ROUTE-40
    Scenario: It is reported anew as another provider's driver's
      Given ABC reports the Session of the driver of EMP
      When ABC reports the Session of the driver of OTH
      Then the hub refuses it
      And EMP sees the Session
      And EMP has received nothing of the driver of OTH
      And OTH sees no Session

    @ROUTE-40 @HUB-10
    Scenario: It is moved to a driver whose provider has no agreement
      Given provider THR without an agreement with ABC
      And THR has a driver
      And ABC reports the Session of the driver of EMP
      When ABC moves the Session to the driver of THR
      Then the hub refuses it
      And EMP has received nothing of the driver of THR
      And THR sees no Session

  Rule: nobody gets another provider's driver by claiming his contract

    @HCMD-15 @ROUTE-42 @ROUTE-43
    Scenario Outline: By a command with <case>
      Given ABC publishes the Location
      When OTH sends POST commands/START_SESSION with the StartSession, where:
        | token.uid     | <uid>          |
        | token.auth_id | CON-{cc}-EMP-1 |
      And ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      Then OTH sees no Session
      And OTH sees no CDR

      Examples:
        | case                               | uid       |
        | the driver's card                  | EMP-1     |
        | another card on the same contract  | STRAY-{cc} |
        | the contract for a card            | CON-{cc}-EMP-1 |

    @ROUTE-42 @RTA-17
    Scenario: By a Token of the contract, while its provider has stored none
      Given EMP answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"CARD-{cc}","type":"RFID","auth_id":"DEAL-{cc}","issuer":"Mine","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}}
      And OTH answers POST tokens with HTTP 404 and status code 2004
      And ABC sends POST tokens/CARD-{cc}/authorize
      And OTH sends PUT tokens/{cc}/OTH/SQUAT with Token SQUAT, where auth_id is "DEAL-{cc}"
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "DEAL-{cc}"
      Then the answer is HTTP 201 with status code 1000
      And EMP lists 1 Session
      And OTH lists no Session

    @ROUTE-42 @ROUTE-43 @RTA-17 @RTA-19
    Scenario: By an authorization that names the contract
      Given EMP answers POST tokens with HTTP 404 and status code 2004
      And OTH answers POST tokens with data {"allowed":"ALLOWED","token":{"uid":"STRAY-{cc}","type":"RFID","auth_id":"CON-{cc}-EMP-1","issuer":"Other","valid":true,"whitelist":"NEVER","last_updated":"2025-03-01T08:00:00Z"}}
      When ABC sends POST tokens/STRAY-{cc}/authorize
      And ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      Then OTH sees no Session
      And OTH sees no CDR

    @ROUTE-41 @EXT-11
    Scenario: By a reference that the operator repeats
      Given ABC publishes the Location
      And OTH publishes the Token
      And OTH sends POST commands/START_SESSION with the StartSession, where authorization_reference is "REF-{cc}"
      And ABC reports Session SES1 of the driver of EMP
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"authorization_reference":"REF-{cc}"}
      Then OTH sees no Session

  Rule: agreements change nothing about whose driver it was

    @HUB-12 @ROUTE-35
    Scenario: A provider that joins later sees nothing of others' drivers
      Given provider THR without an agreement with ABC
      And the connection of THR has the option push_on_agreement true
      And ABC reports the Session of the driver of EMP
      And ABC reports the CDR of the driver of EMP
      When the agreement of ABC and THR is made
      And ABC changes the Session
      Then THR sees no Session
      And THR sees no CDR

    @HUB-14 @HUB-15
    Scenario: The others see nothing more when the driver's provider leaves
      Given ABC reports the Session of the driver of EMP
      When the agreement of ABC and EMP is terminated
      And ABC completes the Session
      And ABC reports the CDR of the driver of EMP
      Then OTH sees no Session
      And OTH sees no CDR

    @HUB-12 @ROUTE-24
    Scenario: What was refused before the agreement does not appear with it
      Given provider THR without an agreement with ABC
      And THR has a driver
      And ABC reports the Session of the driver of THR
      When the agreement of ABC and THR is made
      Then EMP, OTH and THR see no Session

    @HUB-10
    Scenario: An agreement with one operator opens nothing of another
      Given operator XYZ has an agreement with provider EMP
      And ABC reports the Session of the driver of EMP
      And the agreement of ABC and EMP does not run off
      When the agreement of ABC and EMP is terminated
      Then EMP lists no Session
      And OTH sees no Session
