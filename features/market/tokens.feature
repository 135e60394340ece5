Feature: Handing out Tokens
  Operators decide from their copies of the providers' Tokens who may charge.

  Rule: a Token goes to the operators that have an agreement with its provider

    @HUB-10 @ROUTE-36 @TOK-01 @TOK-28
    Scenario: A provider hands out a card
      Given provider EMP has agreements with operators ABC and XYZ
      And operator QQQ without an agreement with EMP
      When EMP publishes the Token
      Then ABC has received the Token
      And XYZ has received the Token
      And ABC lists the Token
      And XYZ lists the Token
      And QQQ has received no Token
      And QQQ lists no Token

    @ROUTE-36 @TOK-03 @TOK-28 @TOK-10
    Scenario: A card is lost
      Given provider EMP has agreements with operators ABC and XYZ
      And operator QQQ without an agreement with EMP
      And EMP publishes the Token
      When EMP makes the Token invalid
      Then ABC has received the change of the Token
      And XYZ has received the change of the Token
      And QQQ has not
      And ABC lists the Token

    @HUB-30 @HUB-10
    Scenario: Another provider learns nothing of it
      Given operator ABC has agreements with providers EMP and OTH
      When EMP publishes the Token
      Then ABC has received the Token
      And OTH has received no PUT tokens/{cc}/EMP/TOK1

    @HUB-14
    Scenario: After the agreement a new card is none of the operator's business
      Given provider EMP has agreements with operators ABC and XYZ
      And EMP publishes Token TOK1
      And ABC has received Token TOK1
      When the agreement of ABC and EMP is terminated
      And EMP publishes Token TOK2
      Then XYZ has received Token TOK2
      And ABC has not
      And ABC lists no Token

    @HUB-08 @TOK-07
    Scenario: Two providers hand out cards with the same number
      Given operator ABC has agreements with providers EMP and OTH
      When EMP publishes the Token
      And OTH sends PUT tokens/{cc}/OTH/TOK1 with the Token, where auth_id is "OWN-{cc}-TOK1"
      Then ABC has received PUT tokens/{cc}/EMP/TOK1
      And ABC has received PUT tokens/{cc}/OTH/TOK1
      And ABC lists 2 Tokens
