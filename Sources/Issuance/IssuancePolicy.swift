package import Queue

/// What the operator decides about issuance.
package struct IssuancePolicy: Hashable, Sendable {
    /// `https://sleutels.example.be`, without a slash at the end: links are built from nothing else.
    package var publicURL: String
    /// 6 to 8.
    package var codeDigits: Int
    /// How long the code on paper is worth something.
    package var activationCodeLifetime: Duration
    package var limits: IssuanceLimits
    /// What fronts are told to wait before a re-send.
    package var resendAfter: Duration
    /// How long one challenge may live, with all codes that were sent again for it.
    package var challengeLifetime: Duration
    /// Domains, in A-labels, whose addresses (and those below) are a municipality's own: a citizen's is warned of.
    package var municipalDomains: Set<String>
    /// Where citizens may be taken back to.
    package var fronts: [Front]

    package init(
        publicURL: String, codeDigits: Int = 6, activationCodeLifetime: Duration = Self.activationCodeLifetime(profile: .lra),
        limits: IssuanceLimits = IssuanceLimits(), resendAfter: Duration = .seconds(60),
        challengeLifetime: Duration = .seconds(1_800), municipalDomains: Set<String> = [], fronts: [Front] = []
    ) {
        var url = Substring(publicURL)
        while url.last == "/" { url.removeLast() }
        self.publicURL = String(url)
        self.codeDigits = min(max(codeDigits, OneTimeCodeText.digitCounts.lowerBound), OneTimeCodeText.digitCounts.upperBound)
        self.activationCodeLifetime = activationCodeLifetime
        self.limits = limits
        self.resendAfter = resendAfter
        self.challengeLifetime = challengeLifetime
        self.municipalDomains = municipalDomains
        self.fronts = fronts
    }

    /// Whose address it is; `nil` when no front has it.
    func front(of address: ReturnAddress) -> Front? { fronts.first { address.lies(within: $0.returnURL) } }

    /// 14 days as the municipalities work today, 7 as NIST SP 800-63A §4.6 has it.
    package static func activationCodeLifetime(profile: KindTable.Profile) -> Duration {
        .seconds((profile == .lra ? 14 : 7) * 24 * 3_600)
    }
}
