@any-version
Feature: Publishing Tariffs
  Providers tell drivers the price before they charge, so they need the tariffs of their operators.

  Rule: a Tariff goes to the providers that have an agreement with its operator

    @HUB-10 @ROUTE-26 @TAR-03 @TAR-13
    Scenario: An operator publishes a price list
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      When ABC publishes the Tariff
      Then EMP and OTH see the Tariff
      And THR sees no Tariff

    @ROUTE-26 @TAR-05 @TAR-13
    Scenario: Prices change
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And ABC publishes the Tariff
      When ABC changes the Tariff
      Then EMP and OTH see the Tariff
      And THR sees no Tariff

    @ROUTE-26 @TAR-06 @TAR-13
    Scenario: A price list is withdrawn
      Given operator ABC has agreements with providers EMP and OTH
      And provider THR without an agreement with ABC
      And ABC publishes the Tariff
      When ABC withdraws the Tariff
      Then EMP has received DELETE tariffs/{cc}/ABC/TAR1
      And OTH has received DELETE tariffs/{cc}/ABC/TAR1
      And THR has not
      And EMP lists no Tariff

    @HUB-14 @TAR-06
    Scenario: After the agreement a withdrawal is none of the provider's business
      Given operator ABC has agreements with providers EMP and OTH
      And ABC publishes the Tariff
      And EMP has received the Tariff
      When the agreement of ABC and EMP is terminated
      And ABC withdraws the Tariff
      Then OTH has received DELETE tariffs/{cc}/ABC/TAR1
      And EMP has not
      And EMP lists no Tariff

  Rule: Tariffs and Locations may come in any order

    @LOC-33
    Scenario: The price list comes after the Location that names it
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      And ABC publishes the Tariff
      Then EMP sees the Location
      And EMP sees the Tariff
