// A picture of many tiles: a texel's colour in the light and wear of its place.
#import bevy_sprite::mesh2d_vertex_output::VertexOutput
#import bighouse::gamma::light

struct Tone {
    scale: vec2<f32>,
    tint: vec3<f32>,
}

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var texture: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var texture_sampler: sampler;
@group(#{MATERIAL_BIND_GROUP}) @binding(2) var shade: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(3) var shade_sampler: sampler;
@group(#{MATERIAL_BIND_GROUP}) @binding(4) var<uniform> tone: Tone;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    let texel = textureSample(texture, texture_sampler, in.uv).rgb;
    let at = vec2<f32>(in.world_position.x, -in.world_position.y) * tone.scale;
    let lit = textureSample(shade, shade_sampler, at).r;
    return light(vec4<f32>(min(texel * lit * tone.tint, vec3<f32>(1.0)), 1.0));
}
