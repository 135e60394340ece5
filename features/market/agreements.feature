Feature: Agreements between operators and providers
  An agreement opens the market between one operator and one provider; when it ends, that part of the market is closed.

  Rule: an agreement works both ways

    @HUB-10 @HUB-12
    Scenario: Before and after
      Given operator ABC
      And provider EMP without an agreement with ABC
      And ABC publishes the Location
      And EMP publishes the Token
      And EMP lists no Location
      And ABC lists no Token
      When the agreement of ABC and EMP is made
      Then EMP lists the Location
      And ABC lists the Token

    @HUB-10 @HUB-30
    Scenario: It joins the two and nobody else
      Given operator ABC has an agreement with provider EMP
      And operator XYZ has an agreement with provider OTH
      When ABC publishes the Location
      And OTH publishes the Token
      Then EMP sees the Location
      And OTH sees no Location
      And XYZ has received the Token
      And ABC has received no Token
      And ABC lists no Token

  Rule: when it ends, both sides stop at once

    @HUB-14
    Scenario Outline: It is <ended>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC publishes the Tariff
      And EMP publishes the Token
      When the agreement of ABC and EMP is <ended>
      And ABC changes the Location
      And ABC changes the Tariff
      And EMP makes the Token invalid
      Then EMP lists no Location
      And EMP lists no Tariff
      And ABC lists no Token
      And EMP has received no change
      And ABC has received no change

      Examples:
        | ended      |
        | suspended  |
        | terminated |
        | deleted    |

    @HUB-14 @HUB-12
    Scenario: A pause
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP is suspended
      And ABC publishes the Location
      When the agreement of ABC and EMP is resumed
      Then EMP lists the Location
      When ABC changes the Location
      Then EMP has received the change of the Location

    @HUB-12 @HUB-14
    Scenario: A new agreement after the end
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the agreement of ABC and EMP is terminated
      When the agreement of ABC and EMP is made
      Then EMP lists the Location

    @HUB-41
    Scenario: Who asks for what is new gets what an agreement brings into sight
      Given operator ABC has an agreement with provider OLD
      And provider EMP without an agreement with ABC
      And ABC publishes the Location
      And ABC publishes the Tariff
      And EMP publishes the Token
      And the present time is kept as before
      When the agreement of ABC and EMP is made
      And EMP sends GET locations?date_from={before}
      Then the data lists "LOC1"
      When EMP sends GET tariffs?date_from={before}&limit=1
      Then the data lists "TAR1"
      When ABC sends GET tokens?date_from={before}
      Then the data lists "TOK1"
      When OLD sends GET locations?date_from={before}
      Then the data lists ""
      When EMP sends GET locations?date_from=2020-01-01T00:00:00Z&date_to={before}
      Then the data lists "LOC1"
      When the present time is kept as later
      And EMP sends GET locations?date_from={later}
      Then the data lists ""
      When the agreement of ABC and EMP is suspended
      And the agreement of ABC and EMP is resumed
      And EMP sends GET locations?date_from={later}
      Then the data lists "LOC1"

  Rule: outside its validity there is no agreement

    @HUB-10
    Scenario Outline: Valid from <from> to <to> days from now
      Given operator ABC
      And provider EMP
      And EMP has a driver
      And an agreement of ABC and EMP, valid from <from> to <to> days from now
      When ABC publishes the Location
      And ABC reports the Session of the driver of EMP
      Then the hub refuses it, since it knows no provider for it
      And EMP sees no Location
      And EMP sees no Session

      Examples:
        | from | to |
        | -9   | -2 |
        | 1    | 9  |
