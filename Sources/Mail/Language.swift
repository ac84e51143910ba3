/// The languages of the mails: the three official ones of Belgium and English as a courtesy.
///
/// Raw values are the ISO 639-1 codes used in the API, in template paths and in `Content-Language`.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case nl, fr, en, de
}
