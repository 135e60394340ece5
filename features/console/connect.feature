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
