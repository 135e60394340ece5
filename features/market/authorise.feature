Feature: May this driver charge?
  A driver holds a card to a station's reader. The operator asks the hub, the hub asks the provider.

  Rule: who issued the card decides

    @RTA-01
    Scenario: Its provider is asked, no other
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      When a driver holds card TOK1 to the reader of ABC
      Then the driver may charge, thanks to EMP
      And OTH has not been asked

    @RTA-04 @TOK-12
    Scenario: Its provider has blocked the card
      Given operator ABC has agreements with providers EMP and OTH
      And EMP publishes the Token
      And EMP has blocked the card
      When a driver holds card TOK1 to the reader of ABC
      Then the driver may not charge, says EMP

    @RTA-16
    Scenario: A card that was good is reported lost
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And a driver holds card TOK1 to the reader of ABC
      And the driver may charge, thanks to EMP
      And EMP has blocked the card
      When a driver holds card TOK1 to the reader of ABC
      Then the driver may not charge, says EMP

    @RTA-18
    Scenario: A card that is always good needs no question
      Given operator ABC has an agreement with provider EMP
      And EMP vouches for the Token at all times
      When a driver holds card TOK1 to the reader of ABC
      Then the driver may charge, thanks to the hub
      And EMP has not been asked

  Rule: when nobody is known to have issued it all are asked at once

    @RTA-05 @RTA-07
    Scenario: The one that knows the card lets the driver charge
      Given operator ABC has agreements with providers EMP and OTH
      And EMP does not know the card
      And OTH lets the driver charge
      When a driver holds card NEW to the reader of ABC
      Then the driver may charge, thanks to OTH
      And EMP and OTH have been asked once each

    @RTA-07
    Scenario: A provider that says nothing keeps no driver waiting
      Given operator ABC has agreements with providers EMP and OTH
      And EMP says nothing
      And OTH lets the driver charge
      When a driver holds card NEW to the reader of ABC
      Then the driver may charge, thanks to OTH
      And EMP has been asked and has not answered yet

    @RTA-08
    Scenario: One has blocked it, the others do not know it
      Given operator ABC has agreements with providers EMP and OTH
      And EMP has blocked the card
      And OTH does not know the card
      When a driver holds card NEW to the reader of ABC
      Then the driver may not charge, says EMP

    @RTA-10
    Scenario: No provider knows it
      Given operator ABC has agreements with providers EMP and OTH
      And EMP does not know the card
      And OTH does not know the card
      When a driver holds card NEW to the reader of ABC
      Then nobody knows the card

    @RTA-06
    Scenario: A provider without an agreement is not asked
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And EMP does not know the card
      When a driver holds card NEW to the reader of ABC
      Then nobody knows the card
      And OTH has not been asked

  Rule: who let the driver charge gets the Session and the CDR

    @RTA-17
    Scenario: A card that the hub had never seen
      Given operator ABC has agreements with providers EMP and OTH
      And EMP does not know the card
      And OTH lets the driver charge
      And a driver holds card NEW to the reader of ABC
      When ABC sends the Session and the CDR of card NEW
      Then OTH has received the Session
      And OTH has received the CDR
      And EMP has received no Session
      And EMP has received no CDR
