Feature: Abuse by a registered partner
  A partner has a token, and may do with it what a partner does. Whatever else it tries has a bound.

  Rule: a partner acts for itself alone

    @HUB-16
    Scenario: Writing for another
      Given operators ABC and XYZ
      And ABC publishes the Location
      When XYZ sends PUT locations/{cc}/ABC/LOC1 with the Location, where name is "Stolen"
      Then the answer is HTTP 404 with status code 2003
      And ABC's Location is as it was

    @HUB-10
    Scenario: Reading what is another's
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And a driver of EMP has charged at ABC
      When ABC publishes the Location
      Then EMP lists the Location
      And OTH lists no Location
      And OTH lists no CDR

    @HUB-16 @HUB-19
    Scenario Outline: Guessing the id of another's <object>
      Given operators ABC and XYZ
      And provider EMP has agreements with operators ABC and XYZ
      And a driver of EMP has charged at ABC
      When XYZ sends GET <path>
      Then the answer is HTTP 404
      And the answer holds nothing of the driver of EMP

      Examples:
        | object  | path                   |
        | Session | sessions/{cc}/ABC/SES1 |
        | CDR     | cdrs/CDR1              |
        | CDR, by its owner | cdrs/{cc}/ABC/CDR1 |

    @HCMD-07
    Scenario: Answering a question that was put to another
      Given operators ABC and XYZ
      And provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      When XYZ posts the result ACCEPTED of ABC's question
      Then the answer is HTTP 404
      And EMP has received no result

    @HCMD-08
    Scenario: Replaying an answer
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      When ABC posts the result ACCEPTED
      And ABC posts the result REJECTED
      Then the answer is HTTP 404
      And EMP has received the result ACCEPTED and no other

    Scenario Outline: Guessing where an answer is awaited: <id>
      Given operator ABC
      When ABC sends POST commands/START_SESSION/<id> with the body {"result":"ACCEPTED"}
      Then the answer is HTTP 404

      Examples:
        | id                                   |
        | 00000000-0000-4000-8000-000000000000 |
        | 1                                    |
        | __proto__                            |

    @TRANS-72 @HCMD-06
    Scenario: Guessing with a way out of the path
      Given operator ABC
      When ABC sends POST commands/START_SESSION/..%2F..%2Fcredentials with the body {"result":"ACCEPTED"}
      Then the answer is HTTP 200 with status code 2001

  Rule: a partner takes no more than its share

    @own-hub @SYNC-05
    Scenario: A list that never ends
      Given a guarded hub
      And operators ABC and XYZ
      And the first synchronisation with ABC is over
      And ABC's list of Tariffs never ends
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the pull of tariffs has failed, since "not finished within the 1000 ms"

    @SYNC-16
    Scenario: A page larger than any page, and then half of it
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And the connection of ABC has the option page_limit 2
      And ABC answers GET tariffs with a page of 40 MiB
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the pull of tariffs has failed, since "the object at offset 0 alone is larger than an answer may be"
      And ABC was asked for tariffs with limit 1
      And the hub still answers

    Scenario: A page nested deeper than the hub can bear
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC answers GET tariffs with a page 100000 levels deep
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the hub still answers

    @HUB-27
    Scenario: An answer that never ends
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers PUT locations drop by drop
      When ABC publishes the Location
      Then OTH has received the Location
      And the delivery to EMP is DOWN or BEHIND

    Scenario: An answer to a question that never ends
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC answers POST commands drop by drop
      When EMP commands START_SESSION
      Then the answer is HTTP 200 with status code 4002

    @SYNC-08
    Scenario: An object in a list that is no object anybody knows
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC answers GET tariffs with data [{"id":{"toString":1},"last_updated":{"toString":1}},{"country_code":{"toString":1}}]
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"

    Scenario: A text that cannot be made one
      Given operator ABC
      And ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1 with the body {"uid":"EVSE1","last_updated":{"toString":1}}
      Then the answer is HTTP 200 with status code 2001
