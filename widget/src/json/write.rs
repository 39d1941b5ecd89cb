//! Writing: a serde serializer for what the widget sends, which is structs of
//! texts, whole numbers, options and enums' names, and maps of them by text.

use super::Wrong;
use serde::Serialize;
use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

/// The value as JSON; empty where it is of a kind that is never sent.
pub fn write(value: &impl Serialize) -> String {
    let mut writer = Writer(String::new());
    match value.serialize(&mut writer) {
        Ok(()) => writer.0,
        Err(Wrong) => String::new(),
    }
}

impl Error for Wrong {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Wrong
    }
}

struct Writer(String);

impl Writer {
    fn string(&mut self, text: &str) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.0.push('\\');
                    self.0.push(c);
                }
                '\n' => self.0.push_str("\\n"),
                '\0'..='\u{1f}' => {
                    let code = usize::from(c as u8);
                    self.0.push_str("\\u00");
                    self.0.push(char::from(HEX[code >> 4]));
                    self.0.push(char::from(HEX[code & 15]));
                }
                _ => self.0.push(c),
            }
        }
        self.0.push('"');
    }

    fn number(&mut self, mut number: u64) {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (number % 10) as u8;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.0.extend(digits[at..].iter().copied().map(char::from));
    }

    /// A comma before every entry but the first.
    fn next(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }
}

macro_rules! never {
    ($($name:ident($($type:ty),*) -> $ok:ty;)+) => {
        $(fn $name(self, $(_: $type),*) -> Result<$ok, Wrong> { Err(Wrong) })+
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Wrong;
    type SerializeSeq = &'a mut Writer;
    type SerializeTuple = Impossible<(), Wrong>;
    type SerializeTupleStruct = Impossible<(), Wrong>;
    type SerializeTupleVariant = Impossible<(), Wrong>;
    type SerializeMap = &'a mut Writer;
    type SerializeStruct = &'a mut Writer;
    type SerializeStructVariant = Impossible<(), Wrong>;

    fn serialize_bool(self, value: bool) -> Result<(), Wrong> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Wrong> {
        self.number(value);
        Ok(())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Wrong> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Wrong> {
        self.serialize_u64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Wrong> {
        if value < 0 {
            self.0.push('-');
        }
        self.serialize_u64(value.unsigned_abs())
    }

    fn serialize_str(self, value: &str) -> Result<(), Wrong> {
        self.string(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Wrong> {
        self.0.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Wrong> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Wrong> {
        self.serialize_str(variant)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Wrong> {
        self.0.push('[');
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Wrong> {
        self.0.push('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Wrong> {
        self.0.push('{');
        Ok(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Wrong> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Wrong> {
        Err(Wrong)
    }

    never! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_u8(u8) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }
}

impl SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Wrong;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Wrong> {
        self.next();
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Wrong> {
        self.0.push(']');
        Ok(())
    }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Wrong;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Wrong> {
        self.next();
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Wrong> {
        self.0.push(':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Wrong> {
        self.0.push('}');
        Ok(())
    }
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Wrong;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Wrong> {
        self.next();
        self.string(name);
        self.0.push(':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Wrong> {
        self.0.push('}');
        Ok(())
    }
}
