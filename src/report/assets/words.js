// Every word that the pages say by themselves, in both languages.
"use strict";
window.savet = {};
(function () {
  const words = {
    title: ["Решения на общинските съвети", "Decisions of municipal councils"],
    subtitle: ["всяка стойност с мястото, от което е взета", "every value with the place it was taken from"],
    skip: ["Към съдържанието", "Skip to content"],
    overview: ["Преглед", "Overview"],
    decisions: ["Решения", "Decisions"],
    problems: ["За проверка", "To check"],
    language: ["English", "Български"],
    language_short: ["EN", "БГ"],
    language_label: ["Switch to English", "Превключи на български"],
    menu: ["Главно меню", "Main menu"],
    documents: ["документа", "documents"],
    documents_head: ["Документи", "Documents"],
    decisions_n: ["решения", "decisions"],
    sums_n: ["посочени суми", "sums named"],
    sums_total: ["общо в посочените суми", "in all sums named"],
    problems_n: ["места за проверка", "places to check"],
    failed_n: ["непрочетени файла", "files not read"],
    repeats_note: ["Повторения на вече прочетени документи, които не са броени в числата: ", "Documents that repeat others and are left out of the figures: "],
    sums_note: ["Сумите са сборът на всички суми, посочени в решенията, в евро; без единични цени и без втората валута на същата сума. Това не са разходи.", "Sums are the total of all sums that decisions name, in euro, without prices of a unit and without the second currency of the same sum. They are no expenditure."],
    by_year: ["Решения по години", "Decisions by year"],
    sums_by_year: ["Посочени суми по години, евро", "Sums named by year, euro"],
    by_council: ["Решения по съвети", "Decisions by council"],
    sums_by_council: ["Посочени суми по съвети, евро", "Sums named by council, euro"],
    by_outcome: ["Изход на решенията", "Outcome of decisions"],
    by_problem: ["За проверка", "To check"],
    as_table: ["Като таблица", "As a table"],
    no_year: ["без година", "no year"],
    others: ["всички други", "all others"],
    no_value: ["не е посочено", "not stated"],
    search: ["Търсене в предмета и точките", "Search subject and items"],
    search_hint: ["дума или част от дума", "a word or a part of one"],
    council: ["Съвет", "Council"],
    year: ["Година", "Year"],
    outcome: ["Изход", "Outcome"],
    action: ["Действие", "Action"],
    act: ["Цитиран акт", "Act cited"],
    least: ["Сума поне, евро", "Sum at least, euro"],
    any: ["всички", "any"],
    sort: ["Подредба", "Order"],
    sort_date: ["най-новите първо", "newest first"],
    sort_old: ["най-старите първо", "oldest first"],
    sort_sum: ["най-големите суми първо", "largest sums first"],
    clear: ["Изчисти", "Clear"],
    filters: ["Филтри", "Filters"],
    found: ["решения", "decisions"],
    of: ["от", "of"],
    loading: ["зарежда се…", "loading…"],
    nothing: ["Няма решения, които отговарят на това.", "No decision fits this."],
    list_label: ["Решения; стрелките избират, Enter отваря", "Decisions; arrows choose, Enter opens"],
    list_problems: ["Места за проверка; стрелките избират, Enter отваря", "Places to check; arrows choose, Enter opens"],
    no_subject: ["(без посочен предмет)", "(no subject stated)"],
    no_number: ["без номер", "no number"],
    repeat: ["повторение", "repeat"],
    back: ["Към решенията", "Back to decisions"],
    decision: ["Решение", "Decision"],
    document: ["Документ", "Document"],
    proposal: ["По предложение", "On proposal"],
    proposer: ["Вносител", "Proposer"],
    protocol: ["Протокол №", "Minutes no."],
    signatory: ["Подписал", "Signed by"],
    session: ["Заседание", "Session"],
    date: ["Дата", "Date"],
    file: ["Файл", "File"],
    pages: ["стр.", "p."],
    yes: ["да", "yes"],
    no: ["не", "no"],
    votes: ["Гласуване", "Vote"],
    votes_for: ["за", "for"],
    votes_against: ["против", "against"],
    votes_abstained: ["въздържали се", "abstained"],
    votes_present: ["присъствали", "present"],
    items: ["Какво реши съветът", "What the council decided"],
    rest: ["Извън решенията", "Outside of decisions"],
    amounts: ["Суми", "Sums"],
    citations: ["Правни основания и цитирани разпоредби", "Legal bases and provisions cited"],
    dates: ["Дати и срокове", "Dates and terms"],
    identifiers: ["Имоти, номера и кодове", "Plots, numbers and codes"],
    parties: ["Лица и организации", "Persons and organisations"],
    references: ["Цитирани документи", "Papers referred to"],
    relations: ["Връзки с други решения", "Links to other decisions"],
    roll: ["Поименно гласуване", "Roll call"],
    diagnostics: ["За проверка", "To check"],
    paper: ["Документът", "The paper"],
    as_picture: ["Страница", "Page"],
    as_text: ["Текст", "Text"],
    page: ["страница", "page"],
    page_label: ["Страница", "Page"],
    words_at: ["Думите на стр.", "The words on page"],
    quote: ["Както е написано", "As printed"],
    rule: ["Правило", "Rule"],
    read_hint: ["Изберете стойност, за да видите думите ѝ; изберете дума, за да видите стойността ѝ.", "Choose a value to see its words; choose words to see their value."],
    no_place: ["Тази стойност няма място на страниците.", "This value has no place on the pages."],
    no_rows: ["Тук не са намерени стойности.", "No values were found here."],
    not_found: ["Няма такова решение в този отчет.", "There is no such decision in this report."],
    not_loaded: ["Файл на отчета липсва: ", "A file of the report is missing: "],
    no_paper: ["Този документ няма страници на хартия; думите са отбелязани в текста му.", "This document has no pages of paper; the words are marked in its text."],
    no_pictures: ["Отчетът е без картини на страници; думите са отбелязани в текста.", "The report has no pictures of pages; the words are marked in the text."],
    missing_source: ["Файлът не беше намерен, затова вместо страницата е показан текстът ѝ.", "The file was not found, so text stands in the place of the page."],
    missing_changed: ["Файлът е променен след прочитането, затова вместо страницата е показан текстът ѝ.", "The file has changed since it was read, so text stands in the place of the page."],
    missing_differs: ["Страницата не можа да се прочете със същите думи, затова се показва само текстът ѝ.", "The page could not be read with the same words again, so its text alone is shown."],
    missing_unread: ["На страницата има картина, чиито думи никой не е прочел. Тя може да показва лични данни, затова е показан само текстът.", "The page has a picture whose words nobody has read. It might show personal data, so the text alone is shown."],
    missing_other: ["Страницата не може да се нарисува, затова е показан текстът ѝ.", "The page cannot be drawn, so its text is shown."],
    previous: ["Предишно", "Previous"],
    next: ["Следващо", "Next"],
    also: ["Други решения в документа", "Other decisions of the document"],
    words_value: ["словом", "in words"],
    agree: ["словом и с цифри съвпадат", "words and figures agree"],
    disagree: ["словом и с цифри НЕ съвпадат", "words and figures DO NOT agree"],
    excluded: ["без ДДС", "without VAT"],
    included: ["с ДДС", "with VAT"],
    valid: ["контролната цифра е вярна", "check digit is right"],
    invalid: ["контролната цифра е ГРЕШНА", "check digit is WRONG"],
    code: ["Какво", "What"],
    status_failed: ["непрочетен", "not read"],
    keys: ["Клавиши: / търсене · ↑ ↓ избор · Enter отваряне · Esc назад", "Keys: / search · ↑ ↓ choose · Enter open · Esc back"],
    made: ["Направено със savet. Проверете думите, преди да публикувате число.", "Made with savet. Look at the words before you publish a number."],
  };
  const names = {
    outcome: {
      adopted: ["прието", "adopted"], rejected: ["отхвърлено", "rejected"], postponed: ["отложено", "postponed"],
      returned: ["върнато", "returned"], withdrawn: ["оттеглено", "withdrawn"],
    },
    action: {
      consent: ["дава съгласие", "consents"], permit: ["разрешава", "permits"], adopt: ["приема", "adopts"], approve: ["одобрява", "approves"],
      determine: ["определя", "determines"], assign: ["възлага", "assigns"], authorise: ["упълномощава", "authorises"], amend: ["изменя", "amends"],
      repeal: ["отменя", "repeals"], elect: ["избира", "elects"], release: ["освобождава", "releases"], note: ["за сведение", "takes note"],
      reject: ["отхвърля", "rejects"], return: ["връща", "returns"], other: ["друго", "other"], grant: ["отпуска", "grants"],
      provide: ["предоставя", "provides"], remit: ["опрощава", "remits"], establish: ["създава", "establishes"], terminate: ["прекратява", "terminates"],
      sell: ["продава", "sells"], lease: ["отдава под наем", "leases"], donate: ["дарява", "donates"], apply: ["кандидатства", "applies"],
      propose: ["предлага", "proposes"], declare: ["обявява", "declares"], include: ["включва", "includes"], postpone: ["отлага", "postpones"],
      withdraw: ["оттегля", "withdraws"],
    },
    role: {
      basis: ["основание", "basis"], related: ["във връзка", "related"], mention: ["споменаване", "mention"],
      session: ["заседание", "session"], decision: ["решение", "decision"], document: ["документ", "document"], deadline: ["срок", "deadline"],
      entry_into_force: ["влизане в сила", "entry into force"], period: ["период", "period"], gazette: ["Държавен вестник", "gazette"],
      birth: ["раждане", "birth"], signatory: ["подписал", "signatory"], proposer: ["вносител", "proposer"], beneficiary: ["получател", "beneficiary"],
      representative: ["представител", "representative"], member: ["член", "member"], counterparty: ["другата страна", "counterparty"],
    },
    kind: {
      eik: ["ЕИК", "company no."], cadastral: ["кадастрален №", "cadastral no."], upi: ["УПИ", "plot (УПИ)"], property_act: ["акт за собственост", "property act"],
      project: ["проект", "project"], iban: ["IBAN", "IBAN"], egn: ["ЕГН", "personal no."], lnch: ["ЛНЧ", "foreigner's no."], area: ["площ, кв. м", "area, m²"],
      budget_paragraph: ["параграф", "budget paragraph"], decision: ["решение", "decision"], protocol: ["протокол", "minutes"], proposal: ["докладна", "proposal"],
      incoming: ["вх. №", "incoming"], outgoing: ["изх. №", "outgoing"], order: ["заповед", "order"], contract: ["договор", "contract"],
      gazette: ["ДВ", "gazette"], judgment: ["съдебен акт", "judgment"], other: ["друго", "other"], person: ["лице", "person"], company: ["дружество", "company"],
      association: ["сдружение", "association"], municipality: ["община", "municipality"], institution: ["институция", "institution"],
      amends: ["изменя", "amends"], supplements: ["допълва", "supplements"], repeals: ["отменя", "repeals"], executes: ["изпълнява", "executes"],
      readopts: ["приема отново", "readopts"], corrects: ["поправя", "corrects"], confirms: ["потвърждава", "confirms"],
    },
    choice: {
      for: ["за", "for"], against: ["против", "against"], abstained: ["въздържал се", "abstained"], absent: ["отсъства", "absent"], not_voting: ["не гласува", "not voting"],
    },
    per: {
      year: ["на година", "a year"], month: ["на месец", "a month"], day: ["на ден", "a day"], hour: ["на час", "an hour"], decare: ["на декар", "a decare"],
      sqm: ["на кв. м", "a m²"], cum: ["на куб. м", "a m³"], m: ["на метър", "a metre"], piece: ["на брой", "a piece"], person: ["на човек", "a person"],
      ton: ["на тон", "a ton"], km: ["на км", "a km"],
    },
    code: {
      act_repealed: ["отменено основание", "repealed basis"], agenda_point_missing: ["липсва точка от дневния ред", "agenda point missing"],
      date_impossible: ["невъзможна дата", "impossible date"], dates_disagree: ["датите се разминават", "dates disagree"],
      decision_missing: ["липсва решение в номерацията", "decision missing in the numbering"], dual_price_differs: ["цените в двете валути се разминават", "prices in two currencies differ"],
      egn_invalid: ["сгрешено ЕГН", "wrong personal number"], eik_invalid: ["сгрешен ЕИК", "wrong company number"], encoding_repaired: ["поправено кодиране", "encoding repaired"],
      file_damaged: ["повреден файл", "damaged file"], font_unreadable: ["нечетим шрифт", "unreadable font"], hidden_text: ["скрит текст", "hidden text"],
      iban_invalid: ["сгрешен IBAN", "wrong IBAN"], item_missing: ["липсва точка", "item missing"], majority_missing: ["няма нужното мнозинство", "majority missing"],
      no_legal_basis: ["без правно основание", "no legal basis"], no_text_layer: ["страница без текст", "page without text"], ocr_doubtful: ["несигурно разпознаване", "doubtful recognition"],
      ocr_failed: ["неуспешно разпознаване", "recognition failed"], ocr_page: ["разпозната страница", "recognised page"], pdf_damaged: ["повреден PDF", "damaged PDF"],
      provision_unknown: ["непозната разпоредба", "unknown provision"], roll_call_differs: ["поименното гласуване се разминава", "roll call differs"],
      roll_call_not_shown: ["няма поименно гласуване", "roll call not shown"], tally_disagrees: ["гласовете не се събират", "votes do not add up"],
      words_disagree: ["словом и с цифри се разминават", "words and figures differ"],
      not_found: ["няма такъв файл", "no such file"], no_match: ["няма файлове с такова име", "no file of such a name"], empty_folder: ["папка без документи", "folder without documents"],
      empty_archive: ["архив без документи", "archive without documents"], io: ["файлът не се отваря", "file cannot be opened"], empty_file: ["празен файл", "empty file"],
      unknown_format: ["непознат вид файл", "unknown kind of file"],
      pdf_broken: ["нечетим PDF", "unreadable PDF"], docx_broken: ["нечетим DOCX", "unreadable DOCX"], doc_broken: ["нечетим DOC", "unreadable DOC"],
      odt_broken: ["нечетим ODT", "unreadable ODT"], rtf_broken: ["нечетим RTF", "unreadable RTF"], html_broken: ["нечетима уеб страница", "unreadable web page"],
      txt_broken: ["нечетим текст", "unreadable text"], xlsx_broken: ["нечетим XLSX", "unreadable XLSX"], ods_broken: ["нечетим ODS", "unreadable ODS"],
      pdf_encrypted: ["заключен PDF", "locked PDF"], docx_encrypted: ["заключен DOCX", "locked DOCX"], doc_encrypted: ["заключен DOC", "locked DOC"],
      odt_encrypted: ["заключен ODT", "locked ODT"], xlsx_encrypted: ["заключен XLSX", "locked XLSX"], ods_encrypted: ["заключен ODS", "locked ODS"],
      encrypted: ["заключен файл", "locked file"], archive_broken: ["повреден архив", "damaged archive"], archive_encrypted: ["заключен архив", "locked archive"],
      limit_bytes: ["твърде голям файл", "file too large"], limit_pages: ["твърде много страници", "too many pages"], limit_decompressed: ["твърде голям след разархивиране", "too large when decompressed"],
      limit_objects: ["твърде много обекти", "too many objects"], limit_glyphs: ["твърде много знаци", "too many glyphs"], limit_text: ["твърде дълъг текст", "text too long"],
      limit_nesting: ["твърде дълбоко влагане", "nesting too deep"], limit_time: ["твърде дълго четене", "reading took too long"], limit_memory: ["твърде много памет", "too much memory"],
      limit_pixels: ["твърде голяма картина", "picture too large"], no_page: ["няма такава страница", "no such page"], no_paper: ["документ без страници", "document without pages"],
      not_drawn: ["страницата не се рисува", "page cannot be drawn"], worker_died: ["четенето прекъсна", "reading broke off"], interrupted: ["прекъснато", "interrupted"],
      internal: ["грешка на savet", "fault of savet"],
    },
    precision: { day: ["ден", "day"], month: ["месец", "month"], year: ["година", "year"], range: ["период", "range"] },
    vat: { included: ["с ДДС", "with VAT"], excluded: ["без ДДС", "without VAT"] },
    session: { regular: ["редовно", "regular"], extraordinary: ["извънредно", "extraordinary"], ceremonial: ["тържествено", "ceremonial"], joint: ["съвместно", "joint"] },
    severity: { error: ["грешка", "error"], warning: ["предупреждение", "warning"], info: ["бележка", "note"] },
    type: {
      decision: ["решение", "decision"], minutes: ["протокол", "minutes"], proposal: ["докладна записка", "proposal"], report: ["отчет", "report"],
      regulation: ["наредба", "regulation"], order: ["заповед", "order"], presentation: ["представяне", "presentation"], publication: ["издание", "publication"],
      article: ["статия", "article"], other: ["друг документ", "other"],
    },
  };
  let at = document.documentElement.lang === "en" ? 1 : 0;

  /** Words in the language of the pages. */
  savet.say = (key) => (words[key] ? words[key][at] : key);
  /** A value of the dataset as people say it; itself where nobody has a word for it. */
  savet.name = (list, value) => {
    if (value === null || value === undefined || value === "") return "";
    const known = Object.hasOwn(names[list] || {}, value) ? names[list][value] : null;
    return known ? known[at] : String(value);
  };
  /** The name of what a person should look at. */
  savet.code = (value) => {
    const known = savet.name("code", value);
    return known === value ? value.replaceAll("_", " ") : known;
  };
  /** A message of the dataset, which is English, or its words in Bulgarian where there are some. */
  savet.message = (english, bulgarian) => (at === 0 && bulgarian) || english || "";
  savet.language = () => (at ? "en" : "bg");
  savet.setLanguage = (code) => {
    at = code === "en" ? 1 : 0;
    document.documentElement.lang = savet.language();
  };
  const locale = () => (at ? "en-GB" : "bg-BG");
  savet.number = (value, digits) =>
    value.toLocaleString(locale(), { minimumFractionDigits: digits || 0, maximumFractionDigits: digits === undefined ? 2 : digits, useGrouping: "always" });
  savet.euros = (cents) => savet.number(cents / 100, Math.abs(cents) >= 1e5 ? 0 : 2) + " €";
  /** A large figure in few signs: 3,2 млн. */
  savet.brief = (value) => value.toLocaleString(locale(), { notation: "compact", maximumFractionDigits: 1 });
  /** A day, month or year as people write it. */
  savet.day = (value) => {
    const full = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value || "");
    if (full) return at ? Number(full[3]) + " " + month(full[2]) + " " + full[1] : full[3] + "." + full[2] + "." + full[1] + " г.";
    const part = /^(\d{4})-(\d\d)$/.exec(value || "");
    if (part) return month(part[2]) + " " + part[1] + (at ? "" : " г.");
    const year = /^\d{4}$/.exec(value || "");
    return year ? value + (at ? "" : " г.") : value || "";
  };
  function month(two) {
    return new Date(Date.UTC(2000, Number(two) - 1, 15)).toLocaleDateString(locale(), { month: "long", timeZone: "UTC" });
  }
})();
