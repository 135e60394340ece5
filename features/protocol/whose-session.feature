Feature: Whose Session it is, when somebody cheats
  V is a provider with rights, E another one that is registered and agreed. Whatever E claims, it gets nothing that V's
  drivers did, V pays for nothing that V did not allow, and nobody is held up.

  Background:
    Given operator ABC has agreements with providers VIC and EVL
    And ABC publishes the Location

  Rule: a Token of another's contract is not let in

    @ROUTE-57 @ROUTE-45
    Scenario Outline: A Token whose contract begins with VIC: <spelling>
      When EVL sends PUT tokens/{cc}/EVL/TOK1 with the Token, where auth_id is "<spelling>"
      Then the answer is a success
      And ABC has received no Token
      And ABC lists no Token
      And EVL reads its Token back
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_id is "<spelling>"
      Then the answer is HTTP 200 with status code 4001

      Examples:
        | spelling         |
        | {cc}-VIC-C000001 |
        | {cc}vicc000001   |

    @ROUTE-57 @RTA-18
    Scenario: A Token that was let in goes out as not valid once its contract is another's
      Given EVL sends PUT tokens/{cc}/EVL/MINE with Token MINE, where:
        | auth_id   | OWN-{cc}-MINE |
        | whitelist | ALWAYS        |
      And ABC has received PUT tokens/{cc}/EVL/MINE
      When VIC publishes the Token
      And EVL sends PATCH tokens/{cc}/EVL/MINE with the body {"auth_id":"CON-{cc}-TOK1"}
      Then ABC has received PUT tokens/{cc}/EVL/MINE 2 times
      And its body has:
        | valid | false |
      When ABC sends POST tokens/MINE/authorize
      Then the answer is addressed to ABC and comes from EVL
      And EVL has been asked 1 time
