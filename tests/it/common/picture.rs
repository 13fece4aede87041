//! Pictures as tests look at them: light and difference of pixels, PNG files, smaller copies.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

use bighouse::app::Picture;

/// Red, green and blue of a pixel.
pub fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 3] {
    let at = ((y * picture.width + x) * 4) as usize;
    [
        picture.pixels[at],
        picture.pixels[at + 1],
        picture.pixels[at + 2],
    ]
}

/// How bright a pixel is, 0 to 255, as it is stored.
pub fn brightness([red, green, blue]: [u8; 3]) -> f32 {
    0.2126 * f32::from(red) + 0.7152 * f32::from(green) + 0.0722 * f32::from(blue)
}

/// The mean brightness of a rectangle: left, top, width, height. What lies outside is left out.
pub fn mean(picture: &Picture, (left, top, width, height): (u32, u32, u32, u32)) -> f32 {
    let mut sum = 0.0;
    let mut many = 0;
    for y in top..(top + height).min(picture.height) {
        for x in left..(left + width).min(picture.width) {
            sum += brightness(pixel(picture, x, y));
            many += 1;
        }
    }
    sum / many.max(1) as f32
}

/// The mean brightness of the whole picture.
pub fn mean_of_all(picture: &Picture) -> f32 {
    mean(picture, (0, 0, picture.width, picture.height))
}

/// By how much a pixel differs in the channel that differs most.
pub fn difference(one: &Picture, other: &Picture, x: u32, y: u32) -> u8 {
    let (a, b) = (pixel(one, x, y), pixel(other, x, y));
    (0..3).map(|at| a[at].abs_diff(b[at])).max().unwrap_or(0)
}

/// The pixels that differ by more than so much, row by row.
pub fn changed(one: &Picture, other: &Picture, more_than: u8) -> Vec<(u32, u32)> {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let mut found = Vec::new();
    for y in 0..one.height {
        for x in 0..one.width {
            if difference(one, other, x, y) > more_than {
                found.push((x, y));
            }
        }
    }
    found
}

/// The pixels that differ by more than so much, within a rectangle: left, top, right, bottom.
pub fn changed_within(
    one: &Picture,
    other: &Picture,
    more_than: u8,
    (left, top, right, bottom): (u32, u32, u32, u32),
) -> usize {
    changed(one, other, more_than)
        .into_iter()
        .filter(|(x, y)| (left..right).contains(x) && (top..bottom).contains(y))
        .count()
}

/// A picture of a part of the size: each pixel the mean of `by` times `by`.
pub fn reduced(picture: &Picture, by: u32) -> Picture {
    let (width, height) = (picture.width / by, picture.height / by);
    let mut pixels = Vec::with_capacity((width * height * 4) as usize);
    for y in 0..height {
        for x in 0..width {
            let mut sum = [0u32; 3];
            for (dx, dy) in (0..by).flat_map(|dy| (0..by).map(move |dx| (dx, dy))) {
                let found = pixel(picture, x * by + dx, y * by + dy);
                (0..3).for_each(|at| sum[at] += u32::from(found[at]));
            }
            pixels.extend(sum.map(|sum| ((sum + by * by / 2) / (by * by)) as u8));
            pixels.push(255);
        }
    }
    Picture {
        width,
        height,
        pixels,
    }
}

/// Reads a PNG of 8 bits a channel.
pub fn read(path: &Path) -> Result<Picture, String> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut decoder = png::Decoder::new(BufReader::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let bytes = reader.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; bytes];
    let info = reader
        .next_frame(&mut pixels)
        .map_err(|error| error.to_string())?;
    if info.color_type != png::ColorType::Rgba {
        return Err(format!("{}: it has no colours", path.display()));
    }
    pixels.truncate(info.buffer_size());
    Ok(Picture {
        width: info.width,
        height: info.height,
        pixels,
    })
}

/// Writes a PNG, as small as can be.
pub fn write(picture: &Picture, path: &Path) {
    let file = File::create(path).expect("the picture can be written");
    let mut encoder = png::Encoder::new(BufWriter::new(file), picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let opaque: Vec<u8> = picture
        .pixels
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&opaque))
        .expect("the picture can be written");
}

/// Where two pictures differ: brighter is more; four times as strong as it is.
pub fn difference_picture(one: &Picture, other: &Picture) -> Picture {
    let pixels = one
        .pixels
        .chunks_exact(4)
        .zip(other.pixels.chunks_exact(4))
        .flat_map(|(a, b)| {
            let channel = |at: usize| a[at].abs_diff(b[at]).saturating_mul(4);
            [channel(0), channel(1), channel(2), 255]
        })
        .collect();
    Picture {
        width: one.width,
        height: one.height,
        pixels,
    }
}
