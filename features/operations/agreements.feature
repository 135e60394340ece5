Feature: Roaming agreements
  An operator and a provider exchange data only while an agreement of theirs is active and within its validity.

  Rule: without an agreement nothing is seen and nothing is sent

    @HUB-10
    Scenario: A stranger sees nothing
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      When ABC publishes the Location
      Then EMP has received the Location
      And OTH has not
      And OTH lists no Location

    @HUB-10
    Scenario: The same holds for a provider's tokens
      Given provider EMP has an agreement with operator ABC
      And operator XYZ without an agreement with EMP
      When EMP publishes the Token
      Then ABC has received the Token
      And XYZ has not
      And XYZ lists no Token

  Rule: an agreement opens what is stored at once

    @HUB-12
    Scenario: Existing Locations and Tariffs are in the provider's lists
      Given operator ABC
      And provider EMP
      And ABC publishes the Location
      And ABC publishes the Tariff
      When the agreement of ABC and EMP is made
      Then EMP lists the Location
      And EMP lists the Tariff

    @HUB-12
    Scenario: Existing Tokens are in the operator's list
      Given operator ABC
      And provider EMP
      And EMP publishes the Token
      When the agreement of ABC and EMP is made
      Then ABC lists the Token

    @HUB-13
    Scenario: Who wants it gets everything pushed
      Given operator ABC
      And provider EMP
      And the connection of EMP has the option push_on_agreement true
      And ABC publishes the Location
      And ABC publishes the Tariff
      When the agreement of ABC and EMP is made
      Then EMP has received the Location
      And EMP has received the Tariff

    @HUB-13
    Scenario: Who wants it gets everything when the agreement comes into force, not before
      Given operator ABC
      And provider EMP
      And the connection of EMP has the option push_on_agreement true
      And ABC publishes the Location
      And an agreement of ABC and EMP, valid from 1 to 2 days from now
      And EMP has received no Location
      When the agreement of ABC and EMP begins in a second
      Then EMP has received the Location

    @HUB-13 @own-hub
    Scenario: Who wants it gets everything though the hub is killed before the agreement comes into force
      Given a hub of its own
      And operator ABC
      And provider EMP
      And the connection of EMP has the option push_on_agreement true
      And ABC publishes the Location
      And an agreement of ABC and EMP, valid from 1 to 2 days from now
      And the agreement of ABC and EMP begins in a second
      When the hub is killed and started again
      Then EMP has received the Location

    @HUB-13
    Scenario: Others are not flooded
      Given operator ABC
      And provider EMP
      And ABC publishes the Location
      When the agreement of ABC and EMP is made
      Then EMP has received no Location

  Rule: an agreement holds within its validity only

    @HUB-10 @HUB-14
    Scenario Outline: An agreement valid from <from> to <to> days from now
      Given operator ABC
      And provider EMP
      And an agreement of ABC and EMP, valid from <from> to <to> days from now
      When ABC publishes the Location
      Then EMP lists <count> Location
      And EMP has received PUT locations/{cc}/ABC/LOC1 <count> times

      Examples:
        | from | to | count |
        | -1   | 1  | 1     |
        | 1    | 2  | 0     |
        | -2   | -1 | 0     |

    @HUB-14
    Scenario: An agreement that runs out
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When the agreement of ABC and EMP ends in a second
      Then soon EMP lists no Location any more

    @HUB-12
    Scenario: An agreement that comes into force
      Given operator ABC
      And provider EMP
      And ABC publishes the Location
      And an agreement of ABC and EMP, valid from 1 to 2 days from now
      And EMP lists no Location
      When the agreement of ABC and EMP begins in a second
      Then soon EMP lists the Location

  Rule: an agreement that is no longer active stops everything

    @HUB-14
    Scenario Outline: It is <ended>
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Location
      And EMP has received the Location
      When the agreement of ABC and EMP is <ended>
      And ABC publishes Location LOC2
      Then OTH has received Location LOC2
      And EMP has not
      And EMP lists no Location

      Examples:
        | ended      |
        | suspended  |
        | terminated |
        | deleted    |

    @HUB-14 @HUB-12
    Scenario: A suspended agreement is resumed
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the agreement of ABC and EMP is suspended
      When the agreement of ABC and EMP is resumed
      And ABC publishes Location LOC2
      Then EMP has received Location LOC2
      And EMP lists 2 Locations

    @HUB-15
    Scenario: A session that began under the agreement is still told and settled
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP is charging at ABC
      When the agreement of ABC and EMP is suspended
      And ABC sends the CDR
      Then EMP has received the CDR

  Rule: agreements are on record

    Scenario: A new agreement
      Given operator ABC has an agreement with provider EMP
      When the administrator lists the agreements
      Then the agreement of ABC and EMP is listed with status ACTIVE

    Scenario: A terminated agreement
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP is terminated
      When the administrator lists the agreements
      Then the agreement of ABC and EMP is listed with status TERMINATED

    Scenario: A deleted agreement
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP is deleted
      When the administrator lists the agreements
      Then the agreement of ABC and EMP is not listed
