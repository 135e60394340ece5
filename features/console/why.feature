Feature: Why did it not arrive?, in the console

  Rule: the answer is given in words, with the request that shows it

    Scenario: A partner that refuses
      Given operator ABC has agreements with providers EMP and OTH
      And EMP answers PUT with HTTP 400 and the words "no such thing as a LOC1"
      And ABC publishes the Location
      And OTH has received the Location
      When the administrator asks in the console why the Location of ABC did not reach EMP
      Then the console says that it has not arrived, with "no such thing as a LOC1"
      And the request that shows it is one to EMP with the answer 400

    Scenario: A partner without an agreement
      Given operator ABC has an agreement with provider EMP
      And provider OTH without an agreement with ABC
      And ABC publishes the Location
      When the administrator asks in the console why the Location of ABC did not reach OTH
      Then the console says that it has not arrived, with "no agreement"

    Scenario: A provider of another version
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Location
      And EMP has received PUT locations/{cc}/ABC/LOC1
      When the administrator asks in the console why the Location of ABC did not reach EMP
      Then the console shows the Location of ABC in 2.1.1 and of EMP in 2.2.1, with "/publish" made up
