@operator
Feature: What an operator bills
  The CDR is the basis of the bill between the two.

  Rule: every Session has a CDR, which can be recomputed

    Scenario: The bill of a visit
      Given the system under test is connected
      And the operator has a free charge point
      When the provider asks to start charging
      Then the provider receives the Session as ACTIVE
      When the provider asks to stop charging
      Then the provider receives its CDR
      And each is a valid CDR
      And the CDR agrees with the Session
      And its cost follows from its tariffs

    Scenario: The bills of the past
      Given the system under test is connected
      When the provider reads the operator's CDRs
      Then each is a valid CDR
