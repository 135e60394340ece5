@operator
Feature: Lists of any length
  A partner reads large lists by the page, and later only what has changed.

  Rule: pages and dates limit what comes, and nothing is left out

    Scenario: One place a page
      Given the system under test is connected
      When the provider reads the operator's Locations
      Then page by page the list of Locations is the same

    Scenario: Nothing has changed since tomorrow
      Given the system under test is connected
      When the provider reads the operator's Locations
      Then nothing of Locations has changed since tomorrow
