/// How much may be sent; 0 means no limit. Names are those of the configuration.
package struct IssuanceLimits: Hashable, Sendable {
    /// Per address and kind.
    package var perRecipientPerMinute: Int
    package var perRecipientPerHour: Int
    package var perRecipientPerDay: Int
    /// Per API key, over all kinds.
    package var perKeyPerMinute: Int
    /// The same in a day.
    package var perKeyPerDay: Int
    /// Per person who signed in, over all kinds; an API key is no officer.
    package var perOfficerPerDay: Int
    /// Activations and their re-sent links alone.
    package var perMunicipalityPerDay: Int
    /// Calls to redeem and to verify per credential.
    package var attemptsPerKeyPerMinute: Int
    /// Codes given in on the citizens' page, over all of them.
    package var pageAttemptsPerMinute: Int
    /// Sign-ins to the consoles that are begun, and as many that come back from the issuer, over all who ask.
    package var signInsPerMinute: Int

    package init(
        perRecipientPerMinute: Int = 1, perRecipientPerHour: Int = 5, perRecipientPerDay: Int = 20, perKeyPerMinute: Int = 6_000,
        perKeyPerDay: Int = 0, perOfficerPerDay: Int = 300, perMunicipalityPerDay: Int = 3_000, attemptsPerKeyPerMinute: Int = 12_000,
        pageAttemptsPerMinute: Int = 600, signInsPerMinute: Int = 600
    ) {
        self.perRecipientPerMinute = perRecipientPerMinute
        self.perRecipientPerHour = perRecipientPerHour
        self.perRecipientPerDay = perRecipientPerDay
        self.perKeyPerMinute = perKeyPerMinute
        self.perKeyPerDay = perKeyPerDay
        self.perOfficerPerDay = perOfficerPerDay
        self.perMunicipalityPerDay = perMunicipalityPerDay
        self.attemptsPerKeyPerMinute = attemptsPerKeyPerMinute
        self.pageAttemptsPerMinute = pageAttemptsPerMinute
        self.signInsPerMinute = signInsPerMinute
    }
}
