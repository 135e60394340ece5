@operator
Feature: A provider that is away
  What a provider could not take is not lost.

  Rule: a bill is sent again, or can be read

    Scenario: The bill of a visit during an outage
      Given the system under test is connected
      And the operator has a free charge point
      And the provider takes no CDRs for a while
      When the provider asks to start charging
      Then the provider receives the Session as ACTIVE
      When the provider asks to stop charging
      Then the provider receives the Session as COMPLETED
      When the provider is back
      Then the CDR is not lost
