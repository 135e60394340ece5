Feature: Connecting a partner in the console

  Rule: a partner gets its token from the administrator, who sees it once

    @CRED-34
    Scenario: An operator joins
      Given the administrator connects operator ABC in the console
      When ABC registers with what the console shows
      Then the console shows that ABC is registered
      And no page of the console shows the token of ABC again
