@operator
Feature: What an operator declines
  A command for nothing that exists is declined, and breaks nothing.

  Rule: what is not there cannot be started or stopped

    Scenario: A place that does not exist
      Given the system under test is connected
      When the provider asks to start charging at a place that does not exist
      Then the operator declines

    Scenario: A Session that does not exist
      Given the system under test is connected
      When the provider asks to stop a Session that does not exist
      Then the operator declines
