@operator @hub
Feature: The end of an agreement
  Without an agreement nothing is exchanged, in either direction.

  Rule: what is suspended is not seen, and comes back with the agreement

    Scenario: Suspended, and in force again
      Given the system under test is connected
      And a hub stands in between
      Then the hub has the operator's locations
      When the agreement is suspended
      And the provider reads the operator's Locations
      Then there is none
      When the agreement is in force again
      And the provider reads the operator's Locations
      Then there is at least one
