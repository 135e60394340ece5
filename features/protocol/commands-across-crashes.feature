@own-hub
Feature: Commands across crashes of the hub
  Whatever happens to the hub between a command and its result, the provider gets one result: the operator's, or TIMEOUT.

  Rule: a killed hub still knows which results it awaits

    @HCMD-04 @HCMD-08 @HUB-37
    Scenario: Killed between the command and its result
      Given a hub with:
        | HUB_COMMAND_TIMEOUT_MS | 60000 |
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      When the hub is killed and started again
      And ABC posts the result REJECTED
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the result REJECTED and no other
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 404
      And EMP has received the result REJECTED and no other

    @HCMD-09 @HUB-37
    Scenario: Killed between the command and its TIMEOUT
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      When the hub is killed and started again
      And the time for results is over
      Then EMP has received the result TIMEOUT and no other
      When ABC posts the result ACCEPTED
      Then the answer is HTTP 404
      And EMP has received the result TIMEOUT and no other

    @HCMD-17 @HCMD-13 @ROUTE-42
    Scenario: Killed between the command and its Session
      Given a hub of its own
      And operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And OTH commands RESERVE_NOW, where token.auth_id is OWN-{cc}-TOK1
      And EMP has commanded RESERVE_NOW, and ABC has accepted
      And I keep reservation_id of the question to ABC as first
      When the hub is killed and started again
      And ABC sends the Session
      Then EMP has received the Session
      And OTH has received no Session
      When EMP commands RESERVE_NOW, where expiry_date is "2031-01-01T00:00:00Z"
      Then the reservation_id of the question to ABC is a whole number, equal first

    @CP-25 @CP-27 @HUB-37
    Scenario: Killed between a charging profile and its result
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      And EMP has sent a profile PUT for SES1, and ABC has accepted
      When the hub is killed and started again
      And ABC posts the result ACCEPTED
      And ABC reports the active profile of SES1
      Then EMP has received the result ACCEPTED and no other
      And EMP has received the active profile of SES1

  Rule: a result that the hub has taken is passed on, though the hub is killed first

    @HCMD-04 @HUB-37
    Scenario: Killed while the provider was being told the result
      Given a hub with:
        | HUB_PUSH_TIMEOUT_MS    | 2500  |
        | HUB_COMMAND_TIMEOUT_MS | 60000 |
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      And EMP does not answer POST commands
      And ABC posts the result REJECTED
      And EMP has received the result REJECTED
      When the hub is killed and started again
      And EMP answers as usual again
      Then EMP has received the result REJECTED 2 times

  Rule: a killed hub repeats no result

    @HCMD-08 @HCMD-09 @HCMD-18
    Scenario: Killed after the result, which the provider did not take
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP answers POST commands with HTTP 500
      And EMP has commanded START_SESSION, and ABC has accepted
      And ABC posts the result ACCEPTED
      And EMP has received the result ACCEPTED
      And the time for results is over
      When the hub is killed and started again
      And the time for results is over
      Then EMP has received the result ACCEPTED and no other

    @HCMD-09
    Scenario: Killed after the TIMEOUT
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      And EMP has received the result TIMEOUT
      And the time for results is over
      When the hub is killed and started again
      And the time for results is over
      Then EMP has received the result TIMEOUT and no other
