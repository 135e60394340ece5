@operator @hub
Feature: Roaming through a hub
  One connection to a hub brings the operator to every provider that it has an agreement with.

  Rule: the hub passes on what the operator has

    Scenario: Places reach the far side
      Given the system under test is connected
      And a hub stands in between
      Then the hub has the operator's locations
      When the provider reads the operator's Locations
      Then there is at least one
      And each is a valid Location
