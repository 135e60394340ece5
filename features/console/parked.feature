Feature: What a partner cannot take, in the console

  @TRANS-75
  Scenario: The administrator sees it, and sends it again
    Given operators ABC and XYZ
    And provider EMP has agreements with operators ABC and XYZ
    And EMP answers PUT locations/{cc}/ABC/LOC1 with HTTP 500
    And ABC publishes the Location
    And XYZ publishes Location LOC2
    And the Location of ABC is parked for EMP
    When the administrator looks in the console at what EMP has not taken
    Then it shows LOC1
    And it shows Parked
    And it is accessible in both themes, and fits on a phone
    Given EMP answers as usual again
    When the administrator sends EMP the Location of ABC again in the console
    Then EMP has taken the Location
    And the console shows nothing more that EMP has not taken
