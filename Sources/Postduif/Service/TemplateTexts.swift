import Rendering

/// The files of a template folder as they were at one moment, and the catalog that was proved from them.
struct TemplateTexts {
    let files: InMemoryTemplateFiles
    let catalog: TemplateCatalog
}
