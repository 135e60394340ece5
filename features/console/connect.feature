Feature: Connecting a partner in the console

  Rule: a partner gets its token from the administrator, who sees it once

    @CRED-34
    Scenario: An operator joins
      Given the administrator connects operator ABC in the console
      When ABC registers with what the console shows
      Then the console shows that ABC is registered
      And no page of the console shows the token of ABC again

    @CRED-34
    Scenario: The token is lost before it was used
      Given the administrator connects operator ABC in the console
      When the administrator makes a new token for ABC in the console
      And ABC registers with what the console shows
      Then the tab of the browser is named after ABC, which is registered

  Rule: what 2.1.1 does not tell of an operator is told on the page of its connection

    Scenario: Prices and places of an operator reach a provider of 2.2.1 once they are told
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Tariff
      And ABC sends PUT locations/{cc}/ABC/LOC4 with the Location LOC4, where:
        | country   | USA    |
        | time_zone | absent |
      When the administrator writes "21" as the tax of ABC in the console
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1
      And its body has:
        | elements.0.price_components.0.vat | 21 |
      When the administrator writes "America/Chicago" as the time zone of ABC in the console
      Then EMP has received PUT locations/{cc}/ABC/LOC4
      And its body has:
        | time_zone | America/Chicago |
