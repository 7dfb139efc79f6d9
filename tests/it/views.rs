//! The views drawn on a screen of no terminal: what they show, at every usual size.
//!
//! Snapshots hold text; colours are held by the tests of the theme and by the pictures.

use pgworks::{
    app::state::{compare_text::CompareText, sql_text::SqlText},
    views::{
        compare::{self, Form},
        sql::{self, Scroll},
        text,
        theme::{Depth, Theme, ThemeName},
    },
};
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 50)];

const OLD: &str = r"CREATE TABLE shop.orders (
    id integer NOT NULL,
    customer_id integer NOT NULL,
    state shop.order_state DEFAULT 'new'::shop.order_state NOT NULL,
    note character varying(80),
    placed_at timestamp without time zone DEFAULT now(),
    total numeric(10,2)
);
COMMENT ON TABLE shop.orders IS 'What was ordered';
ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_customer ON shop.orders USING btree (customer_id);

CREATE OR REPLACE FUNCTION shop.total(o bigint)
 RETURNS numeric
 LANGUAGE plpgsql
AS $function$
BEGIN
    -- every line of the order
    RETURN (SELECT sum(price) FROM shop.lines WHERE order_id = o);
END $function$;
";

const NEW: &str = r#"CREATE TABLE shop.orders (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    state shop.order_state DEFAULT 'new'::shop.order_state NOT NULL,
    note text,
    "Gift wrap" boolean DEFAULT false NOT NULL,
    placed_at timestamp with time zone DEFAULT now(),
    total numeric(12,2)
);
COMMENT ON TABLE shop.orders IS 'What was ordered: 漢字, größe';
ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
CREATE INDEX orders_customer ON shop.orders USING btree (customer_id, placed_at);

CREATE OR REPLACE FUNCTION shop.total(o bigint)
 RETURNS numeric
 LANGUAGE plpgsql
AS $function$
BEGIN
    RETURN coalesce((SELECT sum(price) FROM shop.lines WHERE order_id = o), 0);
END $function$;
"#;

/// Two versions of an order's table, compared.
pub(crate) fn shop_compared() -> CompareText {
    CompareText::new(&SqlText::new(OLD), &SqlText::new(NEW))
}

fn theme() -> Theme {
    Theme::new(ThemeName::Dark, Depth::Truecolor)
}

fn drawn_sql(text: &SqlText, area: Rect, scroll: Scroll) -> Buffer {
    let mut buffer = Buffer::empty(area);
    sql::draw(&mut buffer, area, text, scroll, true, &theme());
    buffer
}

fn drawn_compare(compare: &CompareText, area: Rect, form: Form, scroll: Scroll) -> Buffer {
    let mut buffer = Buffer::empty(area);
    compare::draw(&mut buffer, area, compare, form, scroll, &theme());
    buffer
}

/// Returns the rows as text; a wide character takes its two cells.
fn rows(buffer: &Buffer) -> Vec<String> {
    (buffer.area.top()..buffer.area.bottom())
        .map(|y| {
            let (mut row, mut x) = (String::new(), buffer.area.left());
            while x < buffer.area.right() {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(text::width(symbol)).expect("a cell").max(1);
            }
            row.trim_end().to_owned()
        })
        .collect()
}

fn screen(buffer: &Buffer) -> String {
    rows(buffer).join("\n")
}

#[test]
fn sql_at_every_size() {
    let text = SqlText::new(NEW);
    for (width, height) in SIZES {
        let buffer = drawn_sql(&text, Rect::new(0, 0, width, height), Scroll::default());
        insta::assert_snapshot!(format!("sql_{width}x{height}"), screen(&buffer));
    }
}

#[test]
fn comparison_at_every_size() {
    let compare = shop_compared();
    for (width, height) in SIZES {
        let area = Rect::new(0, 0, width, height);
        let buffer = drawn_compare(&compare, area, Form::of(width), Scroll::default());
        insta::assert_snapshot!(format!("compare_{width}x{height}"), screen(&buffer));
    }
}

#[test]
fn scrolling_moves_text_under_the_window() {
    let text = SqlText::new("zero\nab漢字cd\none two");
    let area = Rect::new(0, 0, 8, 2);
    for (line, column, shown) in [
        (0, 0, ["zero", "ab漢字cd"]),
        (1, 2, ["漢字cd", "e two"]),
        (1, 3, [" 字cd", " two"]),
        (1, 7, ["d", ""]),
        (2, 0, ["one two", ""]),
        (9, 99, ["", ""]),
    ] {
        let scroll = Scroll { line, column };
        assert_eq!(
            rows(&drawn_sql(&text, area, scroll)),
            shown,
            "{line} {column}"
        );
    }
    let narrow = drawn_sql(&text, Rect::new(0, 0, 3, 2), Scroll { line: 1, column: 0 });
    assert_eq!(rows(&narrow), ["ab", "one"]);
}

#[test]
fn both_sides_scroll_together() {
    let compare = shop_compared();
    let area = Rect::new(0, 0, 120, 3);
    let buffer = drawn_compare(
        &compare,
        area,
        Form::SideBySide,
        Scroll { line: 4, column: 4 },
    );
    let shown = rows(&buffer);
    assert!(shown[0].contains("~ note character") && shown[0].contains("~ note text,"));
    assert!(shown[1].contains("+ \"Gift wrap\""), "{shown:?}");
    assert_eq!(buffer[(59, 0)].symbol(), "│");
}

#[test]
fn without_colours_a_change_is_still_told() {
    let theme = Theme::new(ThemeName::Ansi, Depth::None);
    let area = Rect::new(0, 0, 120, 3);
    let mut buffer = Buffer::empty(area);
    compare::draw(
        &mut buffer,
        area,
        &shop_compared(),
        Form::SideBySide,
        Scroll::default(),
        &theme,
    );
    let marked = |x: u16| buffer[(x, 1)].modifier.contains(Modifier::UNDERLINED);
    let text: String = (0..60)
        .filter(|x| marked(*x))
        .map(|x| buffer[(x, 1)].symbol())
        .collect();
    assert_eq!(text, "integer");
    assert!(rows(&buffer)[1].contains("~     id bigint"));
}

#[test]
fn a_long_text_costs_what_is_seen_of_it() {
    let line = "    x integer DEFAULT nextval('shop.orders_id_seq'::regclass) NOT NULL,\n";
    let text = SqlText::new(&line.repeat(10_000));
    let area = Rect::new(0, 0, 200, 50);
    let seconds = |scroll| {
        let begun = std::time::Instant::now();
        drawn_sql(&text, area, scroll);
        begun.elapsed().as_secs_f64()
    };
    let best = |line| {
        (0..5)
            .map(|_| seconds(Scroll { line, column: 0 }))
            .fold(9.0, f64::min)
    };
    let (first, last) = (best(0), best(9_900));
    assert!(
        last < first * 3.0 + 0.002,
        "{first} s at the top, {last} s at the end"
    );
}

fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-z '\"$();-]{0,8}",
        any::<char>().prop_map(String::from),
        Just("\n".to_owned()),
        Just("\t漢字👨\u{200d}👩 e\u{301}\u{302}".to_owned()),
        Just("\u{1b}[2J\u{7}\u{9b}31m\r".to_owned()),
        Just("\u{202e}\u{2066}\u{feff}ｶﾞ🇩🇪".to_owned()),
        Just("$x$ BEGIN /* ".to_owned()),
        Just(format!("a{}", "\u{301}".repeat(200))),
    ];
    prop::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn whatever_the_text_only_its_own_cells_are_written(
        old in hostile(),
        new in hostile(),
        width in 0_u16..140,
        height in 0_u16..6,
        line in 0_usize..4,
        column in 0_usize..30,
    ) {
        let compare = CompareText::new(&SqlText::new(&old), &SqlText::new(&new));
        let mut buffer = Buffer::filled(Rect::new(0, 0, 144, 8), ratatui::buffer::Cell::new("#"));
        let area = Rect::new(2, 1, width, height);
        let scroll = Scroll { line, column };
        for form in [Form::SideBySide, Form::Unified] {
            compare::draw(&mut buffer, area, &compare, form, scroll, &theme());
            sql::draw(&mut buffer, area, compare.old(), scroll, true, &theme());
        }
        for position in buffer.area.positions() {
            let symbol = buffer[position].symbol();
            prop_assert!(symbol.len() <= 32 && !symbol.chars().any(char::is_control));
            prop_assert_eq!(pgworks_core::sql::display::display(symbol), symbol);
            prop_assert!(area.contains(position) || symbol == "#", "{position}");
        }
    }
}
