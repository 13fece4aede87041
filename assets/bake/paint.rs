//! Draws SVG text into pictures.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

/// A picture: RGBA of 8 bits, straight alpha, rows from the top.
#[derive(Clone)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes a pixel.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// A picture with nothing on it.
    pub fn clear(width: u32, height: u32) -> Self {
        let bytes = vec![0; (width * height * 4) as usize];
        Self {
            width,
            height,
            bytes,
        }
    }

    /// The pixel at x, y from the top left.
    pub fn get(&self, x: u32, y: u32) -> [u8; 4] {
        let at = ((y * self.width + x) * 4) as usize;
        [0, 1, 2, 3].map(|i| self.bytes[at + i])
    }

    /// Changes the pixel at x, y from the top left.
    pub fn set(&mut self, x: u32, y: u32, pixel: [u8; 4]) {
        let at = ((y * self.width + x) * 4) as usize;
        self.bytes[at..at + 4].copy_from_slice(&pixel);
    }
}

/// What is drawn onto a canvas, the lowest first.
pub struct Layer<'a> {
    /// What the shapes wear.
    pub sheet: &'a str,
    /// SVG elements.
    pub body: &'a str,
}

/// Draws layers over each other.
///
/// `view` is the box of the drawing in its units: left, top, width, height. `defs` are
/// the gradients and shapes the layers refer to.
pub fn draw(
    view: [f32; 4],
    size: (u32, u32),
    defs: &str,
    layers: &[Layer],
) -> Result<Picture, String> {
    let mut pixmap = Pixmap::new(size.0, size.1).ok_or("a picture without a size")?;
    let [left, top, width, height] = view;
    for layer in layers {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
             viewBox='{left} {top} {width} {height}' width='{width}' height='{height}'>\
             <defs>{defs}</defs>{}</svg>",
            layer.body
        );
        let options = usvg::Options {
            style_sheet: Some(layer.sheet.to_owned()),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(&svg, &options).map_err(|why| format!("{why} in {svg}"))?;
        let scale = Transform::from_scale(size.0 as f32 / width, size.1 as f32 / height);
        resvg::render(&tree, scale, &mut pixmap.as_mut());
    }
    let bytes = pixmap
        .pixels()
        .iter()
        .flat_map(|p| {
            let p = p.demultiply();
            [p.red(), p.green(), p.blue(), p.alpha()]
        })
        .collect();
    Ok(Picture {
        width: size.0,
        height: size.1,
        bytes,
    })
}
