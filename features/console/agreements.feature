Feature: Agreements in the console

  Rule: a meeting point of the matrix is an agreement

    @HUB-10
    Scenario: An agreement is made
      Given operator ABC and provider EMP
      When the administrator makes the agreement of ABC and EMP in the console
      And ABC publishes the Location
      Then EMP has received the Location

    @HUB-14
    Scenario: An agreement is suspended
      Given operator ABC has an agreement with provider EMP
      When the administrator suspends the agreement of ABC and EMP in the console
      And ABC publishes the Location
      Then EMP has received no Location

    Scenario: An agreement that begins later
      Given operator ABC and provider EMP
      When the administrator makes the agreement of ABC and EMP in the console, from 2040-01-01T08:00 on
      Then the agreement of ABC and EMP begins later

  Rule: what cannot work is told before an agreement is made

    @HUB-10
    Scenario: Parties that are unknown, swapped or one
      Given operator ABC and provider EMP
      Then the console tells what is in the way of an agreement of:
        | operator | provider | words                                   |
        | QQQ      | EMP      | No connection of {cc}*QQQ is known      |
        | EMP      | ABC      | {cc}*EMP is connected, and not as an op |
        | ABC      | ABC      | one and the same party                  |
