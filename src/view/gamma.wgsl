#define_import_path bighouse::gamma

// Light of a colour as pictures are coded. The usual power by a polynomial that is right to half a
// step of 255: where a processor draws, powers are most of a frame.
fn light(coded: vec4<f32>) -> vec4<f32> {
    let c = coded.rgb;
    return vec4<f32>(c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878), 1.0);
}
