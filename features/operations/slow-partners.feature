Feature: Slow and dead partners
  A partner that is slow, silent or gone is nobody's problem but its own.

  Rule: a partner in trouble delays nobody

    @HUB-27 @ROUTE-18 @ROUTE-19
    Scenario Outline: EMP <trouble>
      Given operator ABC has agreements with providers EMP and OTH
      And EMP <trouble>
      When ABC publishes the Location
      Then the answer is HTTP 201 with status code 1000
      And OTH has received the Location

      Examples:
        | trouble                                                  |
        | does not answer PUT locations                            |
        | answers PUT locations 700 ms late                        |
        | answers PUT locations with HTTP 500                      |
        | answers PUT locations with status code 2001              |
        | answers PUT locations with status code 3000              |
        | answers PUT locations with HTTP 401 and status code 2000 |
        | answers PUT locations with the body nonsense             |
        | cuts PUT locations                                       |
        | cannot be reached                                        |

    @HUB-27 @ROUTE-18 @own-hub
    Scenario: Locations pass a silent partner, however long the hub would wait for it
      Given a hub with:
        | HUB_PUSH_TIMEOUT_MS | 600000 |
      And operator ABC has agreements with providers EMP and OTH
      And EMP does not answer PUT locations
      When ABC publishes 50 Locations
      Then OTH has received 50 Locations

  Rule: the operator of the hub sees who is in trouble

    Scenario: A partner that is gone
      Given operator ABC has an agreement with provider EMP
      And EMP cannot be reached
      When ABC publishes the Location
      Then the delivery to EMP is DOWN or BEHIND
      And the connection of EMP is REGISTERED

    Scenario: A partner that is well
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      And EMP has received the Location
      Then the delivery to EMP is LIVE

  Rule: a silent partner is asked whether it is still there

    @HUB-36 @own-hub
    Scenario: A partner that calls nobody
      Given a hub with:
        | HUB_PROBE_AFTER_MS | 500 |
      When operator ABC has an agreement with provider EMP
      Then the hub asks EMP for its versions again and again

  Rule: what fails for the moment is sent again

    @TRANS-75 @HUB-29
    Scenario Outline: EMP answers <request> with <failure>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP fails once at <request> by <failure>
      When ABC <acts>
      Then EMP takes <request> at the second attempt, with the same bytes

      Examples:
        | request                     | acts                  | failure                             |
        | POST cdrs                   | sends the CDR         | status code 3000                    |
        | PUT locations/{cc}/ABC/LOC1 | publishes the Location | status code 3001                   |
        | PUT tariffs/{cc}/ABC/TAR1   | publishes the Tariff  | HTTP 500 and status code 3999       |
        | POST cdrs                   | sends the CDR         | HTML with HTTP 200                  |
        | PUT tariffs/{cc}/ABC/TAR1   | publishes the Tariff  | JSON of somebody else with HTTP 200 |

    @TRANS-75
    Scenario: EMP leads to its login page
      Given operator ABC has an agreement with provider EMP
      And EMP leads PUT locations/{cc}/ABC/LOC1 once to a login page
      When ABC publishes the Location
      Then EMP takes PUT locations/{cc}/ABC/LOC1 at the second attempt, with the same bytes

    @TRANS-75
    Scenario Outline: EMP asks for a pause, by HTTP <status> and <form>
      Given operator ABC has an agreement with provider EMP
      And EMP asks once at PUT locations/{cc}/ABC/LOC1 for a pause, by HTTP <status> and <form>
      When ABC publishes the Location
      And the delivery to EMP is DOWN or BEHIND
      And ABC publishes Location LOC2
      Then EMP was left alone until its pause was over
      And EMP has received Location LOC2
      And EMP has taken the Location

      Examples:
        | status | form    |
        | 429    | seconds |
        | 429    | a date  |
        | 503    | seconds |
        | 503    | a date  |

  Rule: a refusal of one object does not stop the next

    @HUB-27 @HUB-29
    Scenario Outline: EMP answers with <refusal>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations/{cc}/ABC/LOC1 with <refusal>
      When ABC publishes the Location
      And ABC publishes Location LOC2
      Then EMP has received Location LOC2
      And EMP has received PUT locations/{cc}/ABC/LOC1 <times>

      Examples:
        | refusal                       | times   |
        # Once more without the owner's mark that the hub added (EXT-20), and never again.
        | status code 2001              | 2 times |
        | HTTP 400 and status code 2000 | 2 times |
        | HTTP 404 and status code 2003 | 1 time  |

    @TRANS-76
    Scenario: What was refused and comes again as it was is not sent again
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations/{cc}/ABC/LOC1 with status code 2003
      When ABC publishes the Location
      And ABC publishes Location LOC2
      And EMP has received Location LOC2
      And ABC publishes the Location
      And ABC publishes Location LOC3
      Then EMP has received Location LOC3
      And EMP has received PUT locations/{cc}/ABC/LOC1 1 time
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where name is "Changed"
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times

  Rule: who was away gets the present state, not the past

    @HUB-29 @TRANS-60
    Scenario: Two changes while a partner is away
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      And EMP cannot be reached
      And ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And ABC sets EVSE EVSE1 of LOC1 to OUTOFORDER
      And the delivery to EMP is DOWN or BEHIND
      When EMP can be reached again
      Then EMP has taken the Location in its present state once
      And EMP has received no PATCH locations/{cc}/ABC/LOC1/EVSE1

    @HUB-29
    Scenario: Oldest change first, and live again
      Given operator ABC has an agreement with provider EMP
      And EMP answers ANY locations with HTTP 503
      And ABC publishes Location LOC1
      And the delivery to EMP is DOWN or BEHIND
      And ABC publishes Location LOC2
      And EMP answers as usual again
      When the delivery to EMP is LIVE
      And ABC publishes Location LOC3
      Then EMP has taken Locations "LOC1, LOC2, LOC3" in this order

    @HUB-29
    Scenario: Without catch-up the partner has to ask
      Given operator ABC has agreements with providers EMP and OTH
      And the connection of EMP has the option catch_up false
      And EMP answers ANY locations with HTTP 503
      And ABC publishes the Location
      And EMP has received the Location
      When EMP answers as usual again
      And ABC publishes Location LOC2
      Then EMP has received Location LOC2
      And EMP has not taken the Location
      And EMP lists 2 Locations
