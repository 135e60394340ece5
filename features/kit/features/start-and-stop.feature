@operator
Feature: Charging by app
  A driver starts and stops with the app of a provider, which asks the operator and hears what came of it.

  Rule: the operator answers at once, reports later, and tells of the Session

    Scenario: A driver charges
      Given the system under test is connected
      And the operator has a free charge point
      When the provider asks to start charging
      Then the operator accepts
      And the operator reports success
      And the provider receives the Session as ACTIVE
      When the provider asks to stop charging
      Then the operator accepts
      And the provider receives the Session as COMPLETED
