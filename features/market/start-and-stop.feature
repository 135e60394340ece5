@any-version
Feature: Charging by app
  A driver starts, stops and reserves with an app. His provider asks the operator through the hub, and hears from the
  operator what came of it.

  Rule: the operator whose station it is decides, and tells what came of it

    @HCMD-01 @HCMD-03 @HCMD-04
    Scenario Outline: To <deed>
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And a driver of EMP is charging at ABC
      When EMP asks to <deed>
      Then ABC has been asked to <deed>
      And ABC has agreed
      When ABC reports success
      Then EMP hears of success

      Examples:
        | deed              |
        | start charging    |
        | stop charging     |
        | keep a place free |
        | unlock the cable  |

    @HCMD-04
    Scenario: The station does not do it
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP asks to start charging
      When ABC reports failure
      Then EMP hears of failure

    @HCMD-09
    Scenario: The station does not report
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When EMP asks to start charging
      Then EMP hears that the time is over

    @HCMD-03 @HCMD-10
    Scenario: The operator declines
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC declines commands
      When EMP asks to start charging
      Then ABC has declined

  Rule: what a driver started by app is his provider's

    @HCMD-17 @ROUTE-42
    Scenario: Session and CDR go to the provider that asked
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP asks to start charging
      When ABC sends the Session
      And ABC sends the CDR
      Then EMP has received the Session
      And EMP has received the CDR
      And OTH has received no Session
      And OTH has received no CDR

  Rule: a provider commands where it has an agreement, and its own drivers' sessions

    @HUB-11
    Scenario: A station of an operator without an agreement
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And ABC publishes the Location
      When OTH asks to start charging
      Then the hub knows no such location
      And ABC has been asked nothing

    @ROUTE-39
    Scenario: The session of another provider's driver
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP is charging at ABC
      When OTH asks to stop charging
      Then the hub knows no such session
      And ABC has been asked nothing

  Rule: where two operators have the same number, the provider names the one it means

    @ROUTE-23 @ROUTE-38
    Scenario: It does not
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Location
      And XYZ publishes the Location
      When EMP asks to start charging
      Then the hub asks to name the operator
      And ABC has been asked nothing
      And XYZ has been asked nothing

    @ROUTE-38
    Scenario: It does
      Given provider EMP has agreements with operators ABC and XYZ
      And ABC publishes the Location
      And XYZ publishes the Location
      When EMP asks XYZ by name to start charging
      Then XYZ has been asked to start charging
      And XYZ has agreed
      And ABC has been asked nothing
