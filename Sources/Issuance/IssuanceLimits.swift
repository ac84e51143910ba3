/// How much may be sent; 0 means no limit. Names are those of the configuration.
package struct IssuanceLimits: Hashable, Sendable {
    /// Per address and kind.
    package var perRecipientPerMinute: Int
    package var perRecipientPerHour: Int
    package var perRecipientPerDay: Int
    /// Per API key, over all kinds.
    package var perKeyPerMinute: Int
    /// Counted once officers sign in themselves; an API key is no officer.
    package var perOfficerPerDay: Int
    /// Activations and their re-sent links alone.
    package var perMunicipalityPerDay: Int

    package init(
        perRecipientPerMinute: Int = 1, perRecipientPerHour: Int = 5, perRecipientPerDay: Int = 20, perKeyPerMinute: Int = 6_000,
        perOfficerPerDay: Int = 300, perMunicipalityPerDay: Int = 3_000
    ) {
        self.perRecipientPerMinute = perRecipientPerMinute
        self.perRecipientPerHour = perRecipientPerHour
        self.perRecipientPerDay = perRecipientPerDay
        self.perKeyPerMinute = perKeyPerMinute
        self.perOfficerPerDay = perOfficerPerDay
        self.perMunicipalityPerDay = perMunicipalityPerDay
    }
}
