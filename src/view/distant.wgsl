// A picture of many tiles: a texel's colour.
#import bevy_sprite::mesh2d_vertex_output::VertexOutput
#import bighouse::gamma::light

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var texture: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var texture_sampler: sampler;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    return light(textureSample(texture, texture_sampler, in.uv));
}
