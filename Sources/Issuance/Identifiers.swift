package import Mail

/// One activation: `act_…`.
package enum ActivationSubject: IdentifierSubject { package static let prefix = "act" }
package typealias ActivationID = Identifier<ActivationSubject>

/// One challenge with its one-time code: `otp_…`.
package enum CodeSubject: IdentifierSubject { package static let prefix = "otp" }
package typealias CodeID = Identifier<CodeSubject>

/// One digital key of a citizen: `key_…`.
package enum DigitalKeySubject: IdentifierSubject { package static let prefix = "key" }
package typealias DigitalKeyID = Identifier<DigitalKeySubject>

/// One API key of a front: `api_…`.
package enum APIKeySubject: IdentifierSubject { package static let prefix = "api" }
package typealias APIKeyID = Identifier<APIKeySubject>

/// One person who signs in: `psn_…`.
package enum PersonSubject: IdentifierSubject { package static let prefix = "psn" }
package typealias PersonID = Identifier<PersonSubject>

/// One role given to a person: `grt_…`.
package enum GrantSubject: IdentifierSubject { package static let prefix = "grt" }
package typealias GrantID = Identifier<GrantSubject>
